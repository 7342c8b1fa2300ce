import type { ShippedBenchmark } from '../../readers/benchmarks/shipped-benchmarks.ts';
import { ownName } from '../../annotators/own-name.ts';
import { count, whole } from '../ui/amounts.ts';

/** What each model did for a benchmark, a line each; questions that it answered about the same items stand in one line. */
export function modelLines({ models, items: all }: Pick<ShippedBenchmark, 'models' | 'items'>): string[] {
  const lines = new Map<string, string[]>();
  for (const { model, revision, method, question, items, seen } of models) {
    const answered = items === all ? count(items, 'item') : `${whole(items)} of ${count(all, 'item')}`;
    const known = seen > 0 ? `, ${whole(seen)} of them seen in training` : '';
    const line = `${ownName(model)} (${revision}, ${method}): ${answered}${known}`;
    lines.set(line, [...(lines.get(line) ?? []), question]);
  }
  return [...lines].map(([line, questions]) => `${line}; ${questions.join(', ')}`);
}
