import type { Report } from '../../analysis/report.ts';
import type { SourceFile } from '../../judgments/source-file.ts';
import { modelKey } from '../../judgments/annotator.ts';
import { annotatorOfKey, type KeyedAnnotator } from './annotator-of-key.ts';
import { ownName } from '../../annotators/own-name.ts';
import { modelNames, type NamedModel } from './model-names.ts';

/** A model that answered in a project, whatever it was asked. */
export interface ProjectModel {
  readonly name: string;
  readonly id: string;
  /** `modelKey` of each of its annotators: a language model is another one for each question. */
  readonly keys: readonly string[];
  /** Names of the questions that it answered. */
  readonly questions: readonly string[];
  /** Where its answers are from: names of files, or `null` for this browser. */
  readonly files: readonly string[] | null;
  /** How its labels were mapped to people's, in words; `null` where they were not. */
  readonly mapping: string | null;
  /** Answers with labels of its own that no question of people's has: they may be mapped to people's; `null` if there are none. */
  readonly alone: { readonly annotator: string; readonly labels: readonly string[] } | null;
}

/** The models of a report, each once. @param sources files that the project was read from */
export function projectModels(
  { questions, continuous = [] }: Pick<Report, 'questions' | 'continuous'>,
  sources: readonly SourceFile[],
): ProjectModel[] {
  const found = new Map<string, ProjectModel>();
  for (const question of [...questions, ...continuous])
    for (const [{ annotator }, name] of modelNames<NamedModel>(
      question.models.filter(({ reference }) => !reference),
    )) {
      const keyed = annotator === undefined ? null : annotatorOfKey(annotator);
      if (keyed === null) continue;
      const { prompt, ...rest } = keyed;
      const identity = modelKey({ ...rest, ...(prompt && { prompt: { id: '', version: prompt.version } }) });
      const known = found.get(identity);
      found.set(identity, {
        name: known?.name ?? name,
        id: keyed.model,
        keys: [...new Set([...(known?.keys ?? []), modelKey(keyed)])],
        questions: [...(known?.questions ?? []), question.name],
        files: filesOf(keyed, sources),
        mapping: mappingOf(keyed),
        alone:
          known?.alone ??
          (question.people === null && question.kind === 'categorical'
            ? { annotator: annotator!, labels: question.labels }
            : null),
      });
    }
  return [...found.values()];
}

/** What a model is called that is known by its `modelKey` alone; `null` where nothing here could bring it back. */
export function nameOfLeftOut(key: string): string | null {
  const keyed = annotatorOfKey(key);
  return keyed === null || keyed.origin || keyed.method.name === 'imported' ? null : ownName(keyed.model);
}

function filesOf(
  { method, revision, origin }: KeyedAnnotator,
  sources: readonly SourceFile[],
): string[] | null {
  if (origin) return [origin.file];
  if (method.name !== 'imported') return null;
  const hashes = revision.split('+');
  return sources.filter(({ sha256 }) => hashes.includes(sha256.slice(0, 16))).map(({ name }) => name);
}

/** How a model's labels were mapped to people's, in words; `null` where they were not. */
export function mappingOf({ method }: KeyedAnnotator): string | null {
  const { mapping } = method.parameters ?? {};
  return mapping === undefined ? null : String(mapping);
}
