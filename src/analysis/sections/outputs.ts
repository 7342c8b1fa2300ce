import { entropy } from '../divergence.ts';
import { figure } from '../reasons.ts';
import type { OutputsReport, Reasons } from '../report.ts';
import { placesWhere } from '../study.ts';
import { topLabels } from '../top-labels.ts';
import { meanDistribution } from './people.ts';

/** What a model said, over all items it answered. */
export function outputsSection(
  model: Float64Array,
  answered: Uint8Array,
  labels: number,
  reasons: Reasons,
): OutputsReport {
  const items = placesWhere(Uint32Array.from(answered), (one) => one === 1);
  const top = new Array<number>(labels).fill(0);
  let bits = 0;
  for (const item of items) {
    bits += entropy(model, item * labels, labels);
    const first = topLabels(model, item * labels, labels);
    for (const c of first) top[c] += 1 / first.length;
  }
  if (items.length === 0) reasons['outputs.distribution'] = 'No item was answered.';
  return {
    distribution: meanDistribution(model, labels, items),
    entropy: figure(bits / items.length, reasons, 'outputs.entropy', 'No item was answered.'),
    topLabels: top,
  };
}
