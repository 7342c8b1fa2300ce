import type { Report } from '../../analysis/report.ts';
import { annotatorOfKey } from '../names/annotator-of-key.ts';
import { ownNameBeside } from '../../annotators/own-name.ts';

/** For each model whose labels were put into people's: which of its labels stand for which of theirs, each mapping once. */
export function mappedWords(report: Pick<Report, 'questions'>): string[] {
  const models = report.questions.flatMap(({ models: all }) => all);
  const ids = new Set(models.map(({ model }) => model));
  const words = models.flatMap(({ model, annotator }) => {
    const keyed = annotator === undefined ? null : annotatorOfKey(annotator);
    const { mapping, mappedFrom } = keyed?.method.parameters ?? {};
    return mapping === undefined ? [] : [`${ownNameBeside(model, ids)}, ${mappedFrom}: ${mapping}`];
  });
  return [...new Set(words)];
}
