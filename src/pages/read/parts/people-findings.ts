import { sentenceStart } from '../../ui/sentence-start.ts';
import { format } from '../../../numerals/number-form.ts';
import type { AmongPeopleReport, PeopleReport, QuestionReport } from '../../../analysis/report.ts';
import { mostConfused, rowShares } from '../../../analysis/row-shares.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';
import { count } from '../../ui/amounts.ts';
import { constantAnswer, intervalWords } from './findings.ts';

const figure = format('.2f');
const percent = format('.0%');

/** Shares that are as near as this are the same to a tenth of a percent, as they are shown. */
const TIED = 0.0005;
const MOST_NAMED = 3;

/** Coefficients of agreement, and what each is called. */
const COEFFICIENTS = {
  percent: 'Percent agreement',
  alphaNominal: 'Krippendorff’s α, nominal',
  alphaOrdinal: 'Krippendorff’s α, ordinal',
  alphaInterval: 'Krippendorff’s α, interval',
  alphaRatio: 'Krippendorff’s α, ratio',
  alphaMasi: 'Krippendorff’s α, label sets (MASI)',
  fleissKappa: 'Fleiss’ κ',
  gwetAc1: 'Gwet’s AC1',
  brennanPrediger: 'Brennan-Prediger',
} as const satisfies Readonly<Record<keyof AmongPeopleReport['agreement'], string>>;

/** The alphas, the one that fits first: of label sets, of a scale, of single labels. */
const ALPHAS = ['alphaMasi', 'alphaInterval', 'alphaNominal'] as const;

/** A rater in the table and among the doubtful. */
type Rater = AmongPeopleReport['raters'][number];

/** Each coefficient that applies, with its interval. */
export function coefficientRows({ agreement, cohenKappa, pairs }: AmongPeopleReport): IntervalRow[] {
  const known = pairs.filter(({ kappa }) => kappa !== null).length;
  const cohen = known === 1 ? 'Cohen’s κ' : `Cohen’s κ, mean of ${count(known, 'pair')}`;
  const all = [
    ...(Object.keys(COEFFICIENTS) as (keyof typeof COEFFICIENTS)[]).map(
      (name) => [COEFFICIENTS[name], agreement[name]] as const,
    ),
    [cohen, cohenKappa] as const,
  ];
  return all.flatMap(([label, { value, lo, hi }]) =>
    value === null || lo === null || hi === null
      ? []
      : [{ label, role: 'people' as const, mean: value, lo, hi }],
  );
}

/** How far two raters of a text agree, as it is and beyond chance; `null` where no text has two. */
export function amongFinding({ agreement }: AmongPeopleReport): string | null {
  const { percent: same } = agreement;
  if (same.value === null) return null;
  const fitting = ALPHAS.find((name) => agreement[name].value !== null);
  const plain = `Two raters of one text give the same answer ${percent(same.value)} of the time`;
  if (!fitting) return `${plain}.`;
  const { value, lo, hi } = agreement[fitting];
  return `${plain}; beyond chance that is ${COEFFICIENTS[fitting]} = ${figure(value!)}${intervalWords({ lo, hi }, figure)}, where 0 is chance and 1 full agreement.`;
}

/** Which label people give most, and how far always saying it would come. */
export function commonestFinding({ labels, people, models }: QuestionReport): string {
  const shares = people?.distribution;
  if (!shares) return 'Nobody gave an answer.';
  const most = Math.max(...shares);
  const commonest = labels.filter((_, label) => most - shares[label] < TIED);
  const constant = constantAnswer(models);
  const baseline =
    constant === null
      ? ''
      : ` ${sentenceStart(constant.name)} agrees with people’s most frequent answer on ${percent(constant.top1)} of the texts: any model has to beat that.`;
  const of = `${percent(most)} of a text’s raters on average`;
  if (commonest.length === 1) return `${commonest[0]} is given most, by ${of}.${baseline}`;
  if (commonest.length === labels.length)
    return `The ${labels.length} labels tie: each is given by ${of}.${baseline}`;
  const named = commonest.slice(0, MOST_NAMED);
  const rest = commonest.length - named.length;
  const tied =
    rest > 0
      ? `${named.join(', ')} and ${rest} more`
      : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`;
  return `${tied} tie as the most given, each by ${of}.${baseline}`;
}

/** Which raters are doubtful, by name; `null` where none is. */
export function doubtfulFinding(raters: readonly Rater[]): string | null {
  const doubtful = raters.filter((rater) => rater.doubtful);
  if (doubtful.length === 0) return null;
  const named = doubtful.map(({ rater, kappa, lo, hi }) => `${rater} (${kappaWords(kappa, lo, hi)})`);
  return `Doubtful: ${named.join('; ')}. They agree with the others by half the median κ at most, or by no more than chance. Every verdict is reached once more without them.`;
}

/** Which labels raters of one text put for one another. */
export function confusionFinding(
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
): string {
  const most = mostConfused(confusion);
  if (!most) return 'Raters of one text never gave different labels.';
  const { row, column } = most;
  const shares = rowShares(confusion);
  return `Confused most: where one rater says ${labels[row]}, another says ${labels[column]} in ${percent(shares[row]![column])} of the pairs, and ${labels[row]} too in ${percent(shares[row]![row])}.`;
}

/** Which two raters agree most, and which least. */
export function pairsFinding({ pairs, raters }: AmongPeopleReport): string {
  const known = pairs.flatMap(({ kappa, ...pair }) => (kappa === null ? [] : [{ ...pair, kappa }]));
  if (known.length === 0) return 'No two raters share ten texts with one label from each.';
  const sorted = [...known].sort((a, b) => b.kappa - a.kappa);
  const named = ({ first, second, kappa, lo, hi }: (typeof known)[number]) =>
    `${raters[first].rater} and ${raters[second].rater} (${kappaWords(kappa, lo, hi)})`;
  if (sorted.length === 1) return `${named(sorted[0])}.`;
  return `Most alike: ${named(sorted[0])}. Least alike: ${named(sorted[sorted.length - 1])}.`;
}

/** How many raters the texts have, and whether all raters have met. */
export function designFinding(
  { raters, ratersPerItem, abstentions, items }: PeopleReport,
  { pairs }: AmongPeopleReport,
): string {
  const who =
    raters === null
      ? 'Raters have no names here'
      : `${count(raters, 'rater')} judged ${count(items, 'text')}`;
  const mean = ratersPerItem === null ? '' : `; ${figure(ratersPerItem)} of them for each text on average`;
  const unsure = abstentions > 0 ? `, and ${count(abstentions, 'answer')} that no label was given in` : '';
  const possible = raters === null ? 0 : (raters * (raters - 1)) / 2;
  const met =
    pairs.length === 0 || possible === 0
      ? ''
      : pairs.length === possible
        ? ' Every two raters share texts.'
        : ` ${pairs.length} of ${count(possible, 'pair')} of raters share texts.`;
  return `${who}${mean}${unsure}.${met}`;
}

function kappaWords(kappa: number | null, lo: number | null, hi: number | null): string {
  const known = kappa === null ? 'unknown' : figure(kappa);
  return lo === null || hi === null ? `κ ${known}` : `κ ${known}, ${figure(lo)} to ${figure(hi)}`;
}
