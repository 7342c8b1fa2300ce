import type { GuidelineReport, QuestionEvidence, QuestionGrounds, Verdict } from '../report.ts';
import type { GuidelineThresholds } from '../settings.ts';
import { questionGrounds } from './question-grounds.ts';
import type { Side } from './side.ts';
import { count, sentence } from './verdict-words.ts';

/** The words of grounds: what speaks for the model, what against it, and what cannot be told. */
interface Findings {
  readonly near: readonly string[];
  readonly against: readonly string[];
  readonly open: readonly string[];
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
    return verdict(
      'too little data',
      `${usable(own?.items ?? 0, seen)}; ${thresholds.fewestItems} are needed.`,
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

function usable(items: number, seen: number): string {
  const one = items === 1;
  const found = `${count(items)} ${one ? 'item has' : 'items have'} enough raters and ${one ? 'was' : 'were'} asked`;
  if (seen === 0) return found;
  const others = seen === 1 ? '1 other was' : `${count(seen)} others were`;
  return `${found}, and ${one ? 'was' : 'were'} not in its training as ${others}`;
}

function isFavourable({ against, open }: Findings): boolean {
  return against.length === 0 && open.length === 0;
}

function questionFindings(evidence: QuestionEvidence, thresholds: GuidelineThresholds): Findings {
  const grounds = questionGrounds(evidence, thresholds);
  const wordsOf = (wanted: Side) => grounds.filter(({ side }) => side === wanted).map(({ words }) => words);
  return { near: wordsOf('near enough'), against: wordsOf('too far'), open: wordsOf('cannot tell') };
}
