import type { Attribute } from '../judgments/attributes.ts';
import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { NumberRange, Question } from '../judgments/question.ts';
import { rowsLeftOut } from '../judgments/rows-left-out.ts';
import type { Votes } from '../judgments/votes.ts';
import { listedLosses } from './predictions/listed-losses.ts';
import type { ImportedPredictions } from './predictions/model-predictions.ts';
import type { FileColumns, MappedFile } from './read-files.ts';
import type { ReadingAsk } from './reading-ask.ts';

/** How files were read, whole and in plain values: what stands behind every number of an analysis. */
export interface ReadingDocument {
  readonly items: readonly { readonly id: string; readonly text: string }[];
  readonly sources: readonly DocumentSource[];
  readonly questions: readonly DocumentQuestion[];
  readonly predictions: readonly DocumentPredictions[];
  /** What is known of items and raters beside the answers. */
  readonly attributes: readonly DocumentAttribute[];
  readonly asks: readonly ReadingAsk[];
  /** What each column of each file of annotated texts was taken for, and why. */
  readonly columns: readonly FileColumns[];
  /** How the columns of each file of annotated texts were understood; may be given back with `--mapping`. */
  readonly mappings: readonly MappedFile[];
}

export interface DocumentSource {
  readonly name: string;
  /** How the file was read, in words. */
  readonly layout: string;
  readonly rowsRead: number;
  readonly skipped: number;
  /** Why rows were skipped, each reason once with the number of its rows. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

export interface DocumentQuestion {
  readonly name: string;
  readonly kind: Question['kind'];
  /** None of a continuous question, which has a range. */
  readonly labels: readonly string[];
  readonly range?: NumberRange;
  readonly unit?: string;
  readonly origin: AnnotatedQuestion['origin'];
  /** Number of named raters; `null` where they are unknown. */
  readonly raters: number | null;
  readonly abstentions: number;
  /** The item's id, the rater (`null` where unknown), and the labels given; of a continuous question the number given. */
  readonly votes: readonly (readonly [string, string | null, readonly (string | number)[]])[];
}

export interface DocumentAttribute {
  readonly name: string;
  /** Whose values these are. */
  readonly of: Attribute['of'];
  readonly kind: Attribute['kind'];
  /** The item's id or the rater's name, and the value; whoever has none is left out. */
  readonly values: readonly (readonly [string, string | number])[];
}

export interface DocumentPredictions {
  readonly model: string;
  /** Name of the question. */
  readonly question: string;
  readonly method: string;
  /** The item's id and a probability for each of the question's labels; of a continuous question the numbers given. */
  readonly answers: readonly (readonly [string, readonly number[]])[];
  /** The item's id and the standard deviation stated beside its number; absent where none is. */
  readonly spreads?: readonly (readonly [string, number])[];
  /** Answers of the model that could not be understood. */
  readonly failed: number;
  /** Ids that no item has, of all files of predictions together. */
  readonly unmatched: readonly string[];
}

/** Of files that nothing could be made of yet. */
export const EMPTY_DOCUMENT: ReadingDocument = {
  items: [],
  sources: [],
  questions: [],
  predictions: [],
  attributes: [],
  asks: [],
  columns: [],
  mappings: [],
};

/** @param imported what was read of models' answers, each with its own losses */
export function readingDocument(
  dataset: Dataset,
  imported: readonly ImportedPredictions[],
  asks: readonly ReadingAsk[],
  mappings: readonly MappedFile[] = [],
  columns: readonly FileColumns[] = [],
): ReadingDocument {
  const { ids, texts, withoutText, questions, sources, attributes = [] } = dataset;
  const all = [...sources, ...imported.flatMap(listedLosses)];
  return {
    items: ids.map((id, item) => ({ id, text: withoutText?.[item] ? '' : texts[item] })),
    sources: all.map((source) => {
      const { name, layout, rowsRead } = source;
      const rows = new Map<string, number>();
      for (const { reason, times = 1 } of source.skipped) rows.set(reason, (rows.get(reason) ?? 0) + times);
      const reasons = [...rows].map(([reason, count]) => ({ reason, rows: count }));
      return { name, layout, rowsRead, skipped: rowsLeftOut(source), reasons };
    }),
    questions: questions.map((question) => questionDocument(question, ids)),
    predictions: imported.flatMap(({ judgments, failures, unmatched }) => {
      const failed = [...failures.byModel.keys()].filter(
        (model) => !judgments.some((one) => one.annotator.model === model),
      );
      const without = failed.map((model) => ({
        model,
        question: questions[0].question.name,
        method: 'imported',
        answers: [],
      }));
      return [...judgments.map((one) => predictionsDocument(one, ids)), ...without].map((one) => ({
        ...one,
        failed: failures.byModel.get(one.model) ?? 0,
        unmatched,
      }));
    }),
    attributes: attributes.map((one) => {
      const whose = one.of === 'items' ? ids : one.raters;
      const values = one.values.flatMap((value, at) => (value === null ? [] : [[whose[at], value] as const]));
      return { name: one.name, of: one.of, kind: one.kind, values };
    }),
    asks,
    columns,
    mappings,
  };
}

function questionDocument(
  { question, votes, origin }: AnnotatedQuestion,
  ids: readonly string[],
): DocumentQuestion {
  const list: [string, string | null, (string | number)[]][] = [];
  for (const [item, id] of ids.entries())
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      const rater = votes.raters === null ? null : votes.raterIds![votes.raters[vote]];
      list.push([id, rater, votes.numbers ? [votes.numbers[vote]] : labelsOf(votes, vote, question)]);
    }
  return {
    name: question.name,
    kind: question.kind,
    labels: question.labels,
    ...(question.kind === 'continuous' && {
      range: question.range,
      ...(question.unit !== undefined && { unit: question.unit }),
    }),
    origin,
    raters: votes.raterIds?.length ?? null,
    abstentions: votes.abstentions.reduce((sum, count) => sum + count, 0),
    votes: list,
  };
}

function labelsOf({ labels, labelStart }: Votes, vote: number, question: Question): string[] {
  return Array.from(
    labels.subarray(labelStart[vote], labelStart[vote + 1]),
    (label) => question.labels[label]!,
  );
}

function predictionsDocument(
  { annotator, question, answered, distributions, numbers }: Predictions,
  ids: readonly string[],
): Omit<DocumentPredictions, 'failed' | 'unmatched'> {
  const about = { model: annotator.model, question: question.name, method: annotator.method.name };
  if (numbers) {
    const { start, values, spread } = numbers;
    const given = [...ids.entries()].filter(([item]) => answered[item] === 1);
    const spreads = given.flatMap(([item, id]) =>
      spread && !Number.isNaN(spread[item]) ? [[id, spread[item]] as const] : [],
    );
    return {
      ...about,
      answers: given.map(([item, id]) => [id, [...values.subarray(start[item], start[item + 1])]] as const),
      ...(spreads.length > 0 && { spreads }),
    };
  }
  const width = question.labels.length;
  const answers = ids.flatMap((id, item) =>
    answered[item] === 0
      ? []
      : [[id, Array.from(distributions.subarray(item * width, (item + 1) * width))] as const],
  );
  return { ...about, answers };
}
