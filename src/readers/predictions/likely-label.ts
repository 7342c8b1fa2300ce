import { labelForms } from './label-forms.ts';
import { foldLabel } from './match-labels.ts';

/** Of letters that two words of one family begin with. */
const SHORTEST_STEM = 3;
/** What English puts behind the stem of a word for a feeling. */
const ENDINGS = new Set(
  (
    ' e y s es ies d ed ied r er ing ful eful ly ily ness iness ment ion tion ation ition ance ence al ous ious eous ity iety osity ' +
    'ive itive able ible ic tic istic ism m ist ate itude dom edom'
  ).split(' '),
);

/**
 * The label that a model's word is likely to stand for, to be suggested to a person: one of which it is a form (`angry`, anger; `sad`,
 * sadness), else the one with which it shares a stem, what is left of both being endings of English words (`worried`, Worry; `curious`,
 * curiosity). Words alone are compared, in any case, and not what they mean.
 * @returns the label's place; `null` where none or several are as likely
 */
export function likelyLabel(word: string, labels: readonly string[]): number | null {
  const said = bare(word);
  const names = labels.map(bare);
  for (const belong of [areForms, shareStem]) {
    const places = names.flatMap((name, place) => (belong(said, name) ? [place] : []));
    if (places.length > 0) return places.length === 1 ? places[0] : null;
  }
  return null;
}

/** Without the marks that may stand around a word, in the case in which forms are written. */
function bare(label: string): string {
  // From its first letter to its last: an end that is trimmed by a pattern takes quadratic time.
  return /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(foldLabel(label))?.[0] ?? '';
}

function areForms(one: string, other: string): boolean {
  return labelForms(one).includes(other) || labelForms(other).includes(one);
}

/** Whether two words begin alike and what is left of both are endings. */
function shareStem(one: string, other: string): boolean {
  for (let at = 0; at < Math.min(one.length, other.length) && one[at] === other[at]; at++)
    if (at + 1 >= SHORTEST_STEM && ENDINGS.has(one.slice(at + 1)) && ENDINGS.has(other.slice(at + 1)))
      return true;
  return false;
}
