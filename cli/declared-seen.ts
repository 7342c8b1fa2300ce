import { readFile } from 'node:fs/promises';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import { InputError } from './input-error.ts';
import { count } from './progress-line.ts';

/** What a model is said to have been trained on: all of the texts, or those whose ids stand in a file, one in a line. */
export interface DeclaredSeen {
  /** The model's name, as in its file. */
  readonly model: string;
  /** `null`: all texts. */
  readonly file: string | null;
}

/** Reads `MODEL` or `MODEL=FILE`. */
export function declaredSeen(value: string): DeclaredSeen {
  const at = value.lastIndexOf('=');
  return at < 0 ? { model: value, file: null } : { model: value.slice(0, at), file: value.slice(at + 1) };
}

/**
 * Judgments with the items marked that their models are said to have seen, beside those that are known to have been seen.
 * @param ids of the items
 * @throws {InputError} if no answers are of such a model, or the file is not there or names none of the items
 */
export async function withDeclaredSeen(
  judgments: readonly ModelJudgments[],
  ids: readonly string[],
  declared: readonly DeclaredSeen[],
): Promise<ModelJudgments[]> {
  const found = new Map<string, Uint8Array>();
  for (const { model, file } of declared) {
    if (!judgments.some(({ annotator }) => annotator.model === model)) {
      const names = [...new Set(judgments.map(({ annotator }) => annotator.model))].join(', ');
      throw new InputError(
        `--seen names the model ${model}, and no answers are of it. The models are: ${names || 'none'}.`,
      );
    }
    const seen = file === null ? new Uint8Array(ids.length).fill(1) : await seenIn(file, ids);
    const before = found.get(model);
    found.set(model, before ? seen.map((one, item) => one | before[item]) : seen);
  }
  return judgments.map((one) => {
    const more = found.get(one.annotator.model);
    return more ? { ...one, seen: more.map((said, item) => said | (one.seen?.[item] ?? 0)) } : one;
  });
}

async function seenIn(file: string, ids: readonly string[]): Promise<Uint8Array> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new InputError(`${file}: ${(error as Error).message}`);
  });
  const named = new Set(content.split(/\r?\n/).map((line) => line.trim()));
  named.delete('');
  const seen = Uint8Array.from(ids, (id) => Number(named.has(id)));
  const matched = seen.reduce((sum, one) => sum + one, 0);
  if (matched === 0)
    throw new InputError(`${file}: None of its ${count(named.size, 'line')} is the id of a text.`);
  if (matched < named.size)
    process.stderr.write(
      `${file}: ${count(named.size - matched, 'line')} left out, which are the id of no text\n`,
    );
  return seen;
}
