/** How numbers are written for people: `1,234.5`, `1.234,5`, or `1 234,5` with a narrow no-break space. */
export type NumberForm = 'point' | 'comma' | 'space';

const SIGNS: Readonly<Record<NumberForm, { readonly group: string; readonly decimal: string }>> = {
  point: { group: ',', decimal: '.' },
  comma: { group: '.', decimal: ',' },
  space: { group: '\u202f', decimal: ',' },
};

/** A lone number that is written `1,234.5`, with its sign and unit, in another form. */
export function inForm(written: string, form: NumberForm): string {
  if (form === 'point') return written;
  const { group, decimal } = SIGNS[form];
  return written.replace(/[.,]/g, (sign) => (sign === ',' ? group : decimal));
}

/** What stays as it is whatever is in it: what is in quotation marks or is code. */
const QUOTED = /“[^”]*”|‘[^’]*’|"[^"]*"|`[^`]*`/u;
/** Of another kind than an amount: `arXiv 2604.27345`, `version 0.3`, `CC BY 4.0`, `Llama 3.2`. */
const NUMBERED =
  /(?:arXiv|[Vv]ersion|Claude|DeepSeek|Falcon|Gemini|Gemma|Llama|OLMo|Phi|Qwen|CC BY(?:-[A-Z]+)*|Apache|GPL|MPL)[: ]\d[\d.]*|\p{Lu}[\p{L}\d]* \d+\.\d+(?= (?:\d[\d.]*[BM]\b|\p{Lu}))/u;
/** An amount with thousands or decimals that is no part of a longer name, version, date, address or list. */
const AMOUNT =
  /(?<![\p{L}\p{N}_.,/@#:\\]|[\p{L}\p{N}][-+])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\p{L}\p{N}_@/\\]|[.,:-][\p{L}\p{N}])/u;

/**
 * A sentence whose numbers are written `1,234.5`, with its numbers in another form.
 *
 * What is no amount stays: names with digits (`Qwen2.5-3B`, `gpt-4.1`), versions, dates, addresses, files, and all that is in quotation
 * marks.
 * @param names that the sentence has without quotation marks and that could be taken for amounts
 */
export function numbersInForm(sentence: string, form: NumberForm, names: readonly string[] = []): string {
  if (form === 'point') return sentence;
  const kept = [...names]
    .filter((name) => /\d/.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const parts = [...kept, QUOTED.source, NUMBERED.source, `(?<amount>${AMOUNT.source})`].join('|');
  return sentence.replace(new RegExp(parts, 'gu'), (...found: unknown[]) => {
    const { amount } = found[found.length - 1] as { amount?: string };
    return amount === undefined ? (found[0] as string) : inForm(amount, form);
  });
}

/**
 * The number that a person typed, or `null` where it is none.
 *
 * A point and a comma are both taken for the decimal sign where there is one of them, as keypads have only one; but what is written as
 * thousands are in the form (`1.250` in `1.234,5`) are thousands.
 */
export function numberIn(typed: string, form: NumberForm): number | null {
  const { group, decimal } = SIGNS[form];
  const plain = typed.trim().replace(/\s/g, '\u202f').replace(/^−/, '-');
  const [g, d] = [group, decimal].map((sign) => sign.replace('.', '\\.'));
  if (new RegExp(`^-?[1-9]\\d{0,2}(?:${g}\\d{3})+(?:${d}\\d+)?$`).test(plain))
    return Number(plain.replaceAll(group, '').replace(decimal, '.'));
  return /^-?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(plain) ? Number(plain.replace(',', '.')) : null;
}
