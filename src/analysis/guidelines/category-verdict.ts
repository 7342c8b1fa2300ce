import type { CategoryEvidence, CategoryGrounds, GuidelineReport, Verdict } from '../report.ts';
import type { GuidelineThresholds } from '../settings.ts';
import { highest, type Side } from './side.ts';
import { percent, round, sentence, signed } from './verdict-words.ts';

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
