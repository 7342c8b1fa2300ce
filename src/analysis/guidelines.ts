import type {
  CategoryEvidence,
  CategoryGrounds,
  GuidelineReport,
  QuestionEvidence,
  QuestionGrounds,
  Range,
  Verdict,
} from './report.ts';
import { baselineWords } from './baseline-words.ts';
import type { GuidelineThresholds } from './settings.ts';

/** Share of asked items that must be answered: a model that answers less is no substitute for people. */
export const LEAST_COVERAGE = 0.95;
/** Chance of a D as small as observed, were the model exactly right, at which it is taken to have seen the votes. */
export const TOO_GOOD = 0.01;
/** ((1.96 + 0.84) / 1.96)²: how many times as many texts give a right model 80% chance to be seen as near enough. */
const TEXTS_FOR_POWER = 2.04;

/** Where an interval lies beside a line that it should be under. */
export type Side = 'near enough' | 'too far' | 'cannot tell';

/** One thing that a verdict on a question rests on: on which side of its line the model is, in words that carry the numbers. */
export interface Ground {
  readonly name: string;
  readonly side: Side;
  readonly words: string;
}

/** The words of grounds: what speaks for the model, what against it, and what cannot be told. */
interface Findings {
  readonly near: readonly string[];
  readonly against: readonly string[];
  readonly open: readonly string[];
}

/** The verdict that the same grounds lead to with other thresholds. */
export function verdictAgain(given: GuidelineReport, thresholds: GuidelineThresholds): GuidelineReport {
  const { scope, question, category } = given;
  if (question) return { ...questionVerdict(question, thresholds), question };
  if (!category) return given;
  return { ...categoryVerdict(scope, category, thresholds), category };
}

/**
 * Whether a model may be used in people's place on a question, with its numbers. *Substitute*: near enough to the people's distribution
 * and nothing against it. *Do not substitute*: too far for certain, worth less than the line for certain, or a reference
 * annotator beats it for certain. Otherwise the data cannot tell yet.
 */
export function questionVerdict(
  { own, calibrated, seen }: QuestionGrounds,
  thresholds: GuidelineThresholds,
): GuidelineReport {
  const verdict = (name: Verdict, because: string): GuidelineReport => ({
    scope: 'question',
    verdict: name,
    because,
  });
  if (own === null || own.items < thresholds.fewestItems) {
    const trained = seen > 0 ? `, and were not in its training as ${count(seen)} others were` : '';
    return verdict(
      'too little data',
      `${own?.items ?? 0} items have enough raters and were asked${trained}; ${thresholds.fewestItems} are needed.`,
    );
  }
  const found = questionFindings(own, thresholds);
  const after = calibrated && questionFindings(calibrated, thresholds);
  if (isFavourable(found)) return verdict('substitute', sentence(found.near));
  if (after && isFavourable(after)) {
    return verdict(
      'substitute after calibration',
      `With ${calibrated!.method}: ${sentence(after.near)} Without: ${sentence([...found.against, ...found.open])}`,
    );
  }
  const reasons = sentence([...found.against, ...found.open]);
  if (found.against.length === 0) return verdict('cannot tell yet', reasons);
  if (after && after.against.length === 0) {
    return verdict(
      'cannot tell yet',
      `As it is not near enough: ${sentence(found.against)} With ${calibrated!.method}: ${sentence(after.open)}`,
    );
  }
  return verdict('do not substitute', sentence(found.against));
}

function isFavourable({ against, open }: Findings): boolean {
  return against.length === 0 && open.length === 0;
}

/**
 * Where the interval of the mean squared gap lies beside the line, a distance. No distance is below zero: a mean that is, by luck
 * or because the votes are known, counts as zero, so that texts too few to show that a right model is near show it of none.
 */
function sideOfDistance(squared: Range, line: number): Side {
  if (highest(squared) <= line * line) return 'near enough';
  return squared.lo > line * line ? 'too far' : 'cannot tell';
}

/** The upper end of the interval, about a mean of zero where it is less. */
function highest({ mean, hi }: Range): number {
  return Math.max(mean, 0) + hi - mean;
}

/**
 * Texts that would decide: for an exactly right model to be seen as near enough with 80% chance, and the same for a model with
 * this mean D; `null` where its mean is past the line.
 */
export function textsNeeded(
  { mean, hi, items }: { readonly mean: number; readonly hi: number; readonly items: number },
  line: number,
): { ifRight: number; asItIs: number | null } {
  const reach = hi - mean;
  const needed = (room: number) => Math.ceil(items * (reach / room) ** 2 * TEXTS_FOR_POWER);
  const left = line * line - Math.max(mean, 0);
  return { ifRight: needed(line * line), asItIs: left > 0 ? needed(left) : null };
}

function questionFindings(evidence: QuestionEvidence, thresholds: GuidelineThresholds): Findings {
  const grounds = questionGrounds(evidence, thresholds);
  const wordsOf = (wanted: Side) => grounds.filter(({ side }) => side === wanted).map(({ words }) => words);
  return { near: wordsOf('near enough'), against: wordsOf('too far'), open: wordsOf('cannot tell') };
}

/** Everything that a verdict on a question rests on, in the order in which it is said. */
export function questionGrounds(evidence: QuestionEvidence, thresholds: GuidelineThresholds): Ground[] {
  return [
    ofDistance(evidence, thresholds.distance),
    ...ofScale(evidence, thresholds.scale),
    ...ofReferences(evidence),
    ofWorth(evidence, thresholds.worth),
    ...ofAltTest(evidence),
    ...ofAnswers(evidence),
  ];
}

function ofAltTest({ altTest }: QuestionEvidence): Ground[] {
  const { passes, winningRate, passesIfExact } = altTest;
  const name = 'Alt-test';
  const rate = `winning rate ${round(winningRate ?? 0)}`;
  if (passes === null) return [];
  if (passes) return [{ name, side: 'near enough', words: `it passes the alt-test (${rate})` }];
  // Where raters are few or noisy, the truth itself fails.
  if (passesIfExact === false) {
    const words = `it fails the alt-test (${rate}), as an exactly right model would on these data`;
    return [{ name, side: 'near enough', words }];
  }
  const words = `it fails the alt-test (${rate}), which an exactly right model would pass`;
  return [{ name, side: 'cannot tell', words }];
}

/** What speaks against an answer before any figure: that it is missing, or that it was read off these very votes. */
function ofAnswers({ coverage, tooGood }: QuestionEvidence): Ground[] {
  const grounds: Ground[] = [];
  if (coverage < LEAST_COVERAGE) {
    const words = `it answered ${percent(coverage)} of the items, needed ${percent(LEAST_COVERAGE)}`;
    grounds.push({ name: 'Answered', side: 'cannot tell', words });
  }
  if (tooGood !== null && tooGood <= TOO_GOOD) {
    const words = `it is closer to these very votes than an exactly right model could be (p = ${tooGood.toFixed(3)}): has it seen them?`;
    grounds.push({ name: 'Too good', side: 'cannot tell', words });
  }
  return grounds;
}

function ofDistance({ squared }: QuestionEvidence, line: number): Ground {
  const name = 'Distance';
  if (squared === null)
    return { name, side: 'cannot tell', words: 'its distance from the people’s distribution is unknown' };
  const side = sideOfDistance(squared, line);
  const [lo, hi] = [round(root(squared.lo)), round(root(highest(squared)))];
  if (side === 'near enough')
    return { name, side, words: `at most ${hi} from the people’s distribution, allowed ${line}` };
  if (side === 'too far')
    return { name, side, words: `at least ${lo} from the people’s distribution, allowed ${line}` };
  const { ifRight, asItIs } = textsNeeded(squared, line);
  const deciding =
    asItIs === null
      ? `an exactly right model would need ${needed(ifRight)} texts to be seen as near enough`
      : `${needed(asItIs)} texts would decide if it is as near as it looks, ${needed(ifRight)} if it is exactly right`;
  const words = `it is ${lo} to ${hi} from the people’s distribution, allowed ${line}: ${deciding}`;
  return { name, side, words };
}

function ofScale({ scale }: QuestionEvidence, line: number): Ground[] {
  if (scale === null) return [];
  const allowed = line * scale.range;
  return (
    [
      ['Mean rating', 'its mean rating is off', absolute(scale.bias)],
      [
        'Ratings as a whole',
        'its ratings have to be moved, beyond what few raters make of it,',
        { lo: scale.wasserstein.lo, hi: highest(scale.wasserstein) },
      ],
    ] as const
  ).map(([name, words, { lo, hi }]) => {
    const [least, most] = [round(Math.max(lo, 0)), round(hi)];
    if (hi <= allowed) {
      const near = `${words} by at most ${most} points, allowed ${round(allowed)}`;
      return { name, side: 'near enough', words: near };
    }
    const by = `${words} by ${least} to ${most} points, allowed ${round(allowed)}`;
    return { name, side: lo > allowed ? 'too far' : 'cannot tell', words: by };
  });
}

function ofReferences({ references }: QuestionEvidence): Ground[] {
  const ahead: Ground[] = [];
  for (const { name, crossEntropy, squared } of references) {
    for (const [words, difference] of [
      ['cross-entropy', crossEntropy],
      ['squared gap', squared],
    ] as const) {
      if (difference === null || difference.mean < 0) continue;
      const by = `by ${round(difference.mean)} (${round(difference.lo)} to ${round(difference.hi)}) in ${words}`;
      ahead.push(
        difference.lo > 0
          ? { name: 'Reference', side: 'too far', words: `“${baselineWords(name)}” beats it ${by}` }
          : {
              name: 'Reference',
              side: 'cannot tell',
              words: `“${baselineWords(name)}” is ahead of it ${by}, which may be chance`,
            },
      );
    }
  }
  if (ahead.length > 0 || references.length === 0) return ahead;
  const words = `better than all ${references.length} baselines in cross-entropy and squared gap`;
  return [{ name: 'References', side: 'near enough', words }];
}

function ofWorth({ worth }: QuestionEvidence, line: number): Ground {
  const name = 'Worth';
  const { k, lo, hi, ceiling } = worth;
  if (k === null || lo === null || hi === null || ceiling === null)
    return { name, side: 'cannot tell', words: 'worth an unknown number of annotators' };
  const words =
    worth.bound === '>'
      ? `worth at least ${round(lo)} annotators; ${round(ceiling)} are the most that these data can show`
      : `worth ${round(k)} annotators (${round(lo)} to ${round(hi)})`;
  // A line past what the data can show decides nothing.
  const wanted = Math.min(line, ceiling);
  const needed = line > ceiling ? `${line} could not be shown by these data` : `needed ${line}`;
  const side: Side = lo >= wanted ? 'near enough' : hi < wanted ? 'too far' : 'cannot tell';
  if (line > ceiling && side !== 'too far')
    return { name, side: 'near enough', words: `${words}; ${needed}` };
  return { name, side, words: side === 'near enough' ? words : `${words}, ${needed}` };
}

/**
 * Whether a model may be used in people's place on one category: its shares must follow the people's (agreement), at the right level and
 * with the right spread (unexplained share of the variance, no more than a model of that agreement leaves).
 */
export function categoryVerdict(
  label: string,
  { support, own, calibrated, why }: CategoryGrounds,
  thresholds: GuidelineThresholds,
): GuidelineReport {
  const verdict = (name: Verdict, because: string): GuidelineReport => ({
    scope: label,
    verdict: name,
    because,
  });
  if (support < thresholds.fewestCategoryItems) {
    return verdict(
      'too little data',
      `${support} of the items that it is judged on were given this label by anyone; ${thresholds.fewestCategoryItems} are needed.`,
    );
  }
  const side = sideOfCategory(own, thresholds);
  if (side === 'near enough') return verdict('substitute', sentence([categoryWords(own, thresholds)]));
  const after = calibrated && sideOfCategory(calibrated, thresholds);
  if (after === 'near enough') {
    const without = own.agreement === null ? '' : ` Without: ${sentence([categoryWords(own, thresholds)])}`;
    return verdict(
      'substitute after calibration',
      `With ${calibrated!.method}: ${sentence([categoryWords(calibrated!, thresholds)])}${without}`,
    );
  }
  if (own.agreement === null || own.lo === null) return verdict('cannot tell yet', why);
  const because = sentence([categoryWords(own, thresholds)]);
  if (side === 'cannot tell') return verdict('cannot tell yet', because);
  if (after === 'cannot tell')
    return verdict(
      'cannot tell yet',
      `As it is too far: ${because} With ${calibrated!.method}: ${sentence([categoryWords(calibrated!, thresholds)])}`,
    );
  return verdict('do not substitute', because);
}

function sideOfCategory(
  { lo, hi, unexplained }: CategoryEvidence,
  { agreement: line }: GuidelineThresholds,
): Side {
  if (lo === null || hi === null || unexplained === null) return 'cannot tell';
  const allowed = 1 - line * line;
  if (hi < line || unexplained.lo > allowed) return 'too far';
  return lo >= line && highest(unexplained) <= allowed ? 'near enough' : 'cannot tell';
}

function categoryWords(
  { agreement, lo, hi, bias, unexplained }: CategoryEvidence,
  { agreement: line }: GuidelineThresholds,
): string {
  if (agreement === null || lo === null || hi === null) return 'no agreement to judge by';
  const follows = `agreement ${round(Math.min(agreement, 1))} (${round(lo)} to ${round(Math.min(hi, 1))}), needed ${line}`;
  const level = bias === null ? '' : `; its share is off by ${signed(bias)}`;
  const left =
    unexplained === null
      ? ''
      : `; it leaves ${percent(Math.max(unexplained.mean, 0))} of what differs from text to text (${percent(Math.max(unexplained.lo, 0))} to ${percent(highest(unexplained))}), allowed ${percent(1 - line * line)}`;
  return `${follows}${level}${left}`;
}

function absolute({ lo, hi }: { readonly lo: number; readonly hi: number }): { lo: number; hi: number } {
  return {
    lo: lo > 0 ? lo : hi < 0 ? -hi : 0,
    hi: Math.max(Math.abs(lo), Math.abs(hi)),
  };
}

function root(squared: number): number {
  return Math.sqrt(Math.max(squared, 0));
}

function sentence(parts: readonly string[]): string {
  const joined = parts.join('; ');
  const ending = /[?.]$/.test(joined) ? '' : '.';
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}${ending}`;
}

function round(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace('-', '−');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${round(Math.abs(value))}`;
}

/** With a decimal where a share near 0% or 100% would be rounded to it. */
function percent(share: number): string {
  const decimals = (share > 0 && share < 0.1) || (share > 0.995 && share < 1) ? 1 : 0;
  return `${(100 * share).toFixed(decimals)}%`;
}

function count(texts: number): string {
  return texts.toLocaleString('en');
}

/** Beyond what anybody annotates, which number it is says nothing. */
function needed(texts: number): string {
  const most = 100_000;
  return texts > most ? `more than ${count(most)}` : count(texts);
}
