import type { LanguageCheck } from './text-languages.ts';

/** Beyond this share of the texts it is no chance finding: of 2,000 English ones less than one in a thousand is taken for another. */
const LEAST_SHARE = 0.01;
const LONGEST_EXAMPLE = 80;

/** Says that texts are not in the language that was looked for; `null` where they are, or too few could be judged. */
export function languageShare({ language, judged, other }: LanguageCheck): string | null {
  if (other === 0 || other < LEAST_SHARE * judged) return null;
  const percent = Math.max(1, Math.round((100 * other) / judged));
  return `${percent}% of the texts do not read as ${languageName(language)}`;
}

/** As {@link languageShare}, with the languages and examples. */
export function languageWarning(check: LanguageCheck): string | null {
  const share = languageShare(check);
  if (share === null) return null;
  const { judged, other, languages, examples } = check;
  const named = languages.map(({ code, texts }) => `${languageName(code)} ${texts.toLocaleString('en')}`);
  const cited = examples.map((text) => `“${excerpt(text)}”`);
  return (
    `${share} (${other.toLocaleString('en')} of ${judged.toLocaleString('en')} that could be judged; ${named.join(', ')}), ` +
    `for example ${cited.join(', ')}.`
  );
}

/** English name of an ISO 639-1 code. */
export function languageName(code: string): string {
  return code === 'und' ? 'another script' : new Intl.DisplayNames('en', { type: 'language' }).of(code)!;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= LONGEST_EXAMPLE ? line : `${letters.slice(0, LONGEST_EXAMPLE - 1).join('')}…`;
}
