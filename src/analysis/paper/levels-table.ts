import { dunn } from './dunn.ts';
import { cliffsDelta, cohensD } from './effect-sizes.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { levelsIn, ofLevel, type MeasuredAnswers } from './measured-answers.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/** Whether the divergence depends on how far people agree: over the levels together, and for each pair of them. */
export function levelsTable(measured: MeasuredAnswers): readonly PaperRow[] {
  const { model, temperature } = measured;
  const levels = levelsIn(measured);
  if (levels.length < 2) return [];
  const groups = levels.map((level) => ofLevel(measured, 'jsd', level));
  const overall = kruskalWallis(groups);
  const row = (given: Partial<PaperRow> & Pick<PaperRow, 'metric' | 'value'>) =>
    paperRow({ table: 'levels', model, temperature, ...given });
  return [
    row({
      metric: 'kruskal_wallis',
      value: overall?.value ?? null,
      p: overall?.p ?? null,
      n: measured.places.length,
    }),
    ...dunn(groups).flatMap(({ first, second, value, p }) => {
      const [x, y] = [groups[first], groups[second]];
      const pair = { level: levels[first], other: levels[second], n: x.length + y.length };
      return [
        row({ ...pair, metric: 'dunn', value, p }),
        row({ ...pair, metric: 'cohens_d', value: cohensD(x, y) }),
        row({ ...pair, metric: 'cliffs_delta', value: cliffsDelta(x, y) }),
      ];
    }),
  ];
}
