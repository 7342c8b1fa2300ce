import { baselineWords } from '../baseline-words.ts';
import type { QuestionEvidence, Range } from '../report.ts';
import type { GuidelineThresholds } from '../settings.ts';
import { highest, type Side } from './side.ts';
import { textsNeeded } from './texts-needed.ts';
import { needed, percent, round } from './verdict-words.ts';

/** Share of asked items that must be answered: a model that answers less is no substitute for people. */
export const LEAST_COVERAGE = 0.95;
/** Chance of a D as small as observed, were the model exactly right, at which it is taken to have seen the votes. */
export const TOO_GOOD = 0.01;
/** One thing that a verdict on a question rests on: on which side of its line the model is, in words that carry the numbers. */
export interface Ground {
  readonly name: string;
  readonly side: Side;
  readonly words: string;
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
    return { name, side, words: `at most ${hi} (√D) from the people’s distribution, allowed ${line}` };
  if (side === 'too far')
    return { name, side, words: `at least ${lo} (√D) from the people’s distribution, allowed ${line}` };
  const { ifRight, asItIs } = textsNeeded(squared, line);
  const deciding =
    asItIs === null
      ? `an exactly right model would need ${needed(ifRight)} texts to be seen as near enough`
      : `${needed(asItIs)} texts would decide if it is as near as it looks, ${needed(ifRight)} if it is exactly right`;
  const words = `it is ${lo} to ${hi} (√D) from the people’s distribution, allowed ${line}: ${deciding}`;
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
  // One answer for each text has no squared gap.
  const known = references.some(({ squared }) => squared !== null)
    ? 'cross-entropy and squared gap'
    : 'cross-entropy';
  const all = references.length === 1 ? 'the baseline' : `all ${references.length} baselines`;
  const words = `better than ${all} in ${known}`;
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
 * Where the interval of the mean squared gap lies beside the line, a distance. No distance is below zero: a mean that is, by luck
 * or because the votes are known, counts as zero, so that texts too few to show that a right model is near show it of none.
 */
function sideOfDistance(squared: Range, line: number): Side {
  if (highest(squared) <= line * line) return 'near enough';
  return squared.lo > line * line ? 'too far' : 'cannot tell';
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
