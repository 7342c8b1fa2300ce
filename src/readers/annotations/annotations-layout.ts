import { isAskedWith, type PromptInFile } from '../../files/prompt-in-file.ts';
import { annotatorKey, type Annotator } from '../../judgments/annotator.ts';
import type { Predictions } from '../../judgments/predictions.ts';
import { isLabelled } from '../../judgments/question.ts';
import { answerState } from './answer-state.ts';
import { ITEM_COLUMNS, type AnnotationsHeader } from './annotations-header.ts';

/** What is to be written: predictions whose row i belongs to `ids[i]`. */
export interface Annotations {
  readonly ids: readonly string[];
  /** `null` leaves the texts out of the file. */
  readonly texts: readonly string[] | null;
  readonly predictions: readonly Predictions[];
  /** What annotators were asked with; those that none of them names are left out of the file. */
  readonly prompts?: readonly PromptInFile[];
}

/** The rows of a file of annotations: annotator by annotator, item by item. */
export interface AnnotationsLayout {
  readonly header: AnnotationsHeader;
  /** For each annotator of the header, its predictions for each question of the header; `null` where it was not asked. */
  readonly answers: readonly (readonly (Predictions | null)[])[];
}

/**
 * Gives every label of every question a column and every annotator its rows. Labels stand under their own names, or under
 * `question:label` where there are several questions or a label is called like another column.
 */
export function annotationsLayout({ texts, predictions: all, prompts = [] }: Annotations): AnnotationsLayout {
  // Numbers are no shares of labels: they stand in the file that brought them.
  const predictions = all.filter(({ question }) => isLabelled(question));
  const questions = new Map(predictions.map(({ question }) => [JSON.stringify(question), question]));
  const annotators = new Map<string, Annotator>();
  for (const { annotator } of predictions) annotators.set(annotatorKey(annotator), annotator);

  const itemColumns = ITEM_COLUMNS.filter((name) => name !== 'text' || texts !== null);
  const taken = new Set<string>(ITEM_COLUMNS);
  const single =
    questions.size === 1 && [...questions.values()][0].labels.every((label) => !taken.has(label));
  const questionEntries = [...questions].map(([key, question]) => {
    const columns = question.labels.map((label) =>
      unique(columnName(single ? label : `${question.id}:${label}`), taken),
    );
    const answer = unique(single ? 'answer' : columnName(`${question.id}:answer`), taken);
    const sampled = predictions.some((one) => one.samples && JSON.stringify(one.question) === key);
    const samples = single ? 'samples' : columnName(`${question.id}:samples`);
    return { question, columns, answer, ...(sampled && { samples: unique(samples, taken) }) };
  });
  const places = new Map([...questions.keys()].map((key, place) => [key, place]));

  const names = new Set<string>();
  const answers: (Predictions | null)[][] = [];
  const annotatorEntries = [...annotators].map(([key, annotator]) => {
    const row: (Predictions | null)[] = questionEntries.map(() => null);
    for (const one of predictions)
      if (annotatorKey(one.annotator) === key) row[places.get(JSON.stringify(one.question))!] = one;
    answers.push(row);
    return {
      key,
      ...rowName(annotator, names),
      annotator,
      questions: row.flatMap((one, place) => (one === null ? [] : [place])),
      ...(row.some((one) => one?.several) && {
        withSets: row.flatMap((one) => (one === null ? [] : [itemsWithSets(one)])),
      }),
    };
  });
  const named = [
    ...new Map(prompts.map((one) => [JSON.stringify([one.id, one.version]), one])).values(),
  ].filter((one) => [...annotators.values()].some((annotator) => isAskedWith(annotator, one)));
  return {
    header: {
      version: 1,
      columns: [...itemColumns, ...valueColumns(questionEntries)],
      questions: questionEntries,
      annotators: annotatorEntries,
      ...(named.length > 0 && { prompts: named }),
    },
    answers,
  };
}

/** Items with a sample that named several labels. */
function itemsWithSets(predictions: Predictions): number {
  let items = 0;
  for (const [item, answered] of predictions.answered.entries())
    if (answered === 1 && hasSets(predictions, item)) items++;
  return items;
}

function hasSets({ several }: Predictions, item: number): boolean {
  return several !== undefined && several.voteStart[item + 1] > several.voteStart[item];
}

/** A name as every format can hold it: Parquet readers drop a byte order mark from the names of columns. */
function columnName(name: string): string {
  return name.replaceAll('\uFEFF', '');
}

/** Model and method as the rows name them; a second annotator of the same two gets a number. */
function rowName({ model, method }: Annotator, taken: Set<string>): { model: string; method: string } {
  const prefix = JSON.stringify(model);
  return { model, method: unique(`${prefix}${method.name}`, taken).slice(prefix.length) };
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  taken.add(free);
  return free;
}

/** The columns of every question's labels, after them that of what became of asking, and that of its number of samples where it has one. */
export function valueColumns(questions: AnnotationsHeader['questions']): string[] {
  return questions.flatMap(({ columns, answer, samples }) =>
    [...columns, answer, samples].filter((name) => name !== undefined),
  );
}

/** Those of {@link valueColumns} that hold words; the others hold numbers. */
export function wordColumns(questions: AnnotationsHeader['questions']): Set<string> {
  return new Set(questions.flatMap(({ answer }) => answer ?? []));
}

/**
 * A row's values in the order of {@link valueColumns}: of each question the probabilities, `null` unless the annotator answered, and the
 * word that says whether it did.
 */
export function rowValues(answers: readonly (Predictions | null)[], header: AnnotationsHeader, item: number) {
  const values: (number | string | null)[] = [];
  for (const [place, { columns, answer, samples }] of header.questions.entries()) {
    const predictions = answers[place];
    const answered = predictions?.answered[item] === 1;
    for (let label = 0; label < columns.length; label++)
      values.push(answered ? predictions.distributions[item * columns.length + label] : null);
    if (answer !== undefined) values.push(predictions ? answerState(predictions, item) : 'not asked');
    if (samples === undefined) continue;
    // Where some samples named several labels, shares and a number of samples do not say what each named.
    const counted = answered && !hasSets(predictions, item) ? predictions.samples?.[item] : undefined;
    values.push(counted || null);
  }
  return values;
}
