import type { Report } from '../../analysis/report.ts';
import { ownNameBeside } from '../../annotators/own-name.ts';
import { seenWords } from '../read/parts/seen-words.ts';

/** What is known of each model's training on these texts, each sentence once, though it may have answered several questions in several ways. */
export function trainedWords({
  questions,
  continuous = [],
}: Pick<Report, 'questions' | 'continuous'>): { readonly model: string; readonly words: string }[] {
  const answered = [...questions, ...continuous].flatMap(({ models }) =>
    [...models].filter(({ reference }) => !reference),
  );
  const all = new Set(answered.map(({ model }) => model));
  const found = new Map<string, { model: string; words: string }>();
  for (const { model, seen } of answered) {
    if (seen.items === 0 && !seen.declared) continue;
    const one = { model: ownNameBeside(model, all), words: seenWords(seen) };
    found.set(JSON.stringify([one.model, one.words]), one);
  }
  return [...found.values()];
}
