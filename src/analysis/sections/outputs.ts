import { entropy } from '../divergence.ts';
import type { OutputsReport } from '../report.ts';
import { figure, sectionOf } from '../section.ts';
import type { Section } from '../section.ts';
import { placesWhere } from '../study.ts';
import { topLabels } from '../top-labels.ts';
import { meanDistribution } from './people.ts';

/** What a model said, over all items it answered. */
export function outputsSection(
  model: Float64Array,
  answered: Uint8Array,
  labels: number,
): Section<OutputsReport> {
  const items = placesWhere(Uint32Array.from(answered), (one) => one === 1);
  const top = new Array<number>(labels).fill(0);
  let bits = 0;
  for (const item of items) {
    bits += entropy(model, item * labels, labels);
    const first = topLabels(model, item * labels, labels);
    for (const c of first) top[c] += 1 / first.length;
  }
  const none = 'No item was answered.';
  return sectionOf<OutputsReport>({
    distribution: meanDistribution(model, labels, items, none),
    entropy: figure(bits / items.length, none),
    topLabels: top,
  });
}
