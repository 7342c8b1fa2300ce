import type { ModelGroup } from '../../src/analysis/paper/between-models-table.ts';
import { acrossModels, type PaperInput } from '../../src/analysis/paper/paper-input.ts';
import { InputError } from '../input-error.ts';

/** A model's answers at a temperature. */
export interface Asked {
  readonly model: string;
  readonly temperature: string;
}

/** Why models are left out of what is across models, by model; see {@link acrossModels}. */
export function reasonsNotCompared(answers: readonly Asked[]): ReadonlyMap<string, string> {
  const compared = new Set(acrossModels(answers).map(({ model }) => model));
  const left = answers.filter(({ model }) => !compared.has(model));
  return new Map(
    left.map(({ model, temperature }) => [
      model,
      temperature === ''
        ? `${model}: it has no temperatures, and is compared only where no model has any.`
        : withoutAll(model),
    ]),
  );
}

/** What is said of a model whose answers are at single temperatures only. */
export function withoutAll(model: string): string {
  return `${model}: no file holds its rates over all temperatures together (“all”).`;
}

/**
 * Finds out whether every model of a group, and every group, is compared with another one.
 * @param models all that the files name
 * @throws {InputError}
 */
export function checkGroups(
  groups: readonly ModelGroup[],
  models: readonly string[],
  { labels, ratings }: PaperInput,
): void {
  const questions = [labels?.answers ?? [], ratings?.answers ?? []];
  const compared = questions.map(
    (answers) => new Set(acrossModels<Asked>(answers).map(({ model }) => model)),
  );
  for (const model of groups.flatMap((group) => group.models)) {
    if (!models.includes(model))
      throw new InputError(`--group names the model "${model}"; there are ${models.join(', ') || 'none'}.`);
    if (compared.some((those) => those.has(model))) continue;
    const reasons = questions.map((answers) => reasonsNotCompared(answers).get(model));
    throw new InputError(
      `--group names a model that is compared with no other. ${reasons.find((reason) => reason !== undefined) ?? `${model}: it has no answers to texts that people judged.`}`,
    );
  }
  const alone = groups.find(
    (group) =>
      !compared.some((those) => {
        const isIn = (one: ModelGroup) => one.models.some((model) => those.has(model));
        return isIn(group) && groups.some((other) => other !== group && isIn(other));
      }),
  );
  if (alone)
    throw new InputError(
      `--group ${alone.name} is compared with no other group: name two groups of models that answered the same question.`,
    );
}
