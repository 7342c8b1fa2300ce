import { LABEL_LEVELS } from './agreement-levels.ts';
import type { LabelsInput, RaterFlags } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/** How far people agree: texts by level, and for each label all pairs of raters of a text pooled. */
export function peopleTable({ labels, people, raters }: LabelsInput): readonly PaperRow[] {
  const n = people.levels.length;
  const shares = LABEL_LEVELS.map((level) =>
    paperRow({
      table: 'people',
      level,
      metric: 'level_share',
      value: people.levels.filter((one) => one === level).length / n,
      n,
    }),
  );
  if (raters === null) return shares;
  const byLabel = labels.flatMap((category, label) => {
    const { pairs, both, first, second } = pairCounts(raters, label, labels.length);
    if (pairs === 0) return [];
    const observed = (pairs - first - second + 2 * both) / pairs;
    const expected = (first * second + (pairs - first) * (pairs - second)) / pairs ** 2;
    const row = (metric: string, value: number | null) =>
      paperRow({ table: 'people', category, metric, value, n: pairs });
    return [
      // Where nobody, or everybody, gave the label there is nothing to agree on beyond chance.
      row('kappa', expected === 1 ? null : (observed - expected) / (1 - expected)),
      row('agreement_rate', observed),
      row('positive_rate', (first + second) / (2 * pairs)),
    ];
  });
  return [...shares, ...byLabel];
}

/** Pairs of raters of a text, and in how many the earlier, the later or both gave a label. */
function pairCounts({ starts, flags }: RaterFlags, label: number, size: number) {
  let [pairs, both, first, second] = [0, 0, 0, 0];
  for (let text = 0; text < starts.length - 1; text++) {
    for (let one = starts[text]; one < starts[text + 1]; one++) {
      const mine = flags[one * size + label];
      for (let other = one + 1; other < starts[text + 1]; other++) {
        const theirs = flags[other * size + label];
        pairs++;
        first += mine;
        second += theirs;
        both += mine & theirs;
      }
    }
  }
  return { pairs, both, first, second };
}
