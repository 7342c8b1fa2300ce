import { methodName } from '../analysis/method-name.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { questionsAlone } from '../analysis/questions-alone.ts';
import { resultTable, type ResultChoice } from '../analysis/result-table.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { matches } from '../analysis/study.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { ItemColumn, ItemTable } from '../judgments/item-table.ts';
import { isLabelled } from '../judgments/question.ts';
import { answerState } from '../readers/annotations/answer-state.ts';

/** Stands before a model's name while its columns are looked for: an attribute or a label may be called like a model. */
const MARK = '\uE000\uE001';

/**
 * The table of {@link resultTable}, where the columns of every model begin with one that ends in `: answer`: whether the model answered
 * about the text, failed, or was not asked. The columns after it are empty unless it answered.
 */
export function resultsWithAnswers(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
  choice: ResultChoice,
): ItemTable {
  const names = namesOf(predictions, choice.names ?? new Map());
  const marked = new Map([...names].map(([key, name]) => [key, MARK + name]));
  const { items, columns } = resultTable(dataset, predictions, settings, { ...choice, names: marked });
  // In the order of the table: questions that people were asked, then those that models alone answered.
  const answers = [
    ...dataset.questions.flatMap((annotated) => matches(dataset, annotated, predictions)),
    ...questionsAlone(dataset, predictions).flatMap((alone) => alone.answers),
  ];
  const all: ItemColumn[] = [];
  let next = 0;
  for (const column of columns) {
    const one = answers[next];
    const begin = one && beginOf(column.name, one, names.get(annotatorKey(one.annotator))!);
    if (begin !== undefined && begin !== null) {
      all.push({ name: `${begin}: answer`, kind: 'text', at: (item) => answerState(one, item) });
      next++;
    }
    all.push({ ...column, name: column.name.replace(MARK, '') });
  }
  if (next < answers.length)
    throw new Error(`The results of ${answers[next].annotator.model} have no column.`);
  return { items, columns: withUniqueNames(all) };
}

/** The question and the model by which a column is named, if it is the first of the model's answers; `null` if it is not. */
function beginOf(column: string, { question }: ModelJudgments, name: string): string | null {
  const at = column.indexOf(MARK);
  if (at < 0) return null;
  const own = `${name}: ${isLabelled(question) ? 'top label' : 'mean'}`;
  const after = column.slice(at + MARK.length);
  const isFirst = after === own || (after.startsWith(own) && /^ \(\d+\)$/.test(after.slice(own.length)));
  return isFirst ? column.slice(0, at) + name : null;
}

/** What {@link resultTable} calls each model, by `annotatorKey`. */
function namesOf(
  predictions: readonly ModelJudgments[],
  given: ReadonlyMap<string, string>,
): Map<string, string> {
  const methods = new Map<string, Set<string>>();
  for (const { annotator } of predictions)
    methods.set(annotator.model, (methods.get(annotator.model) ?? new Set()).add(methodName(annotator)));
  return new Map(
    predictions.map(({ annotator }) => {
      const key = annotatorKey(annotator);
      const several = methods.get(annotator.model)!.size > 1;
      return [
        key,
        given.get(key) ?? (several ? `${annotator.model} (${methodName(annotator)})` : annotator.model),
      ];
    }),
  );
}

function withUniqueNames(columns: readonly ItemColumn[]): ItemColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column.name;
    for (let count = 2; taken.has(name); count++) name = `${column.name} (${count})`;
    taken.add(name);
    return { ...column, name };
  });
}
