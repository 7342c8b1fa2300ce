import { rollup } from 'd3';
import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import type { ImportedPredictions } from '../readers/predictions/model-predictions.ts';
import { answersInWords } from './answers-in-words.ts';
import type { AlikeFile } from './alike-files.ts';
import type { PredictionAnswers } from './reading.ts';
import { excerpt } from '../readers/unreadable-file.ts';
import { takenInWords, type ReadingAsk } from '../readers/reading-ask.ts';
import { wordsDiffer, type LabelsDiffer } from '../readers/reading-difficulty.ts';

/** What adding files to a project would come to, before anything is kept. */
export interface AddingPreview {
  /**
   * What is added: models' answers, texts that were not here, or further files of texts and people's answers. A correction is such
   * files in the place of earlier ones.
   */
  readonly adds: 'models' | 'texts' | 'people' | 'correction';
  /** Names of the files. */
  readonly files: readonly string[];
  /** Of the files' rows (models) or items, those that belong to an item of the project; of its items those that a correction leaves as they are. */
  readonly matched: number;
  /** How many there are. */
  readonly of: number;
  /** Ids in the files that no item has. */
  readonly unmatched: Named;
  /** Ids of items that the files say nothing of, or that a correction takes out. */
  readonly lacking: Named;
  /** Each model with its answers to a question. */
  readonly models: readonly { readonly model: string; readonly question: string; readonly answers: number }[];
  /** Answers that could not be understood, with those that come most often among the first. */
  readonly failed: Named;
  /** Rows that cannot be used. */
  readonly skipped: number;
  /** People's votes before and after, question by question. */
  readonly votes: readonly { readonly question: string; readonly before: number; readonly after: number }[];
  /** What the files did not say for certain, and how it was taken. */
  readonly taken: readonly string[];
  /** Answers that are none of people's labels, file by file: a person may say what they stand for. */
  readonly unknown: readonly LabelsDiffer[];
  /** Ids of items whose people's answers do not stay as they are: of a rater who has answered already another answer counts. */
  readonly changed: Named;
  /** Names of files that are here with another content, whose place the added ones may take. */
  readonly earlier: readonly string[];
  /** Files of people's answers that may be other forms of earlier ones with other names, whose place they may take. */
  readonly alike: readonly AlikeFile[];
}

/** A number of ids or answers, with some of them. */
export interface Named {
  readonly count: number;
  readonly first: readonly string[];
}

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 40;
const NOTHING = {
  models: [],
  failed: { count: 0, first: [] },
  skipped: 0,
  votes: [],
  taken: [],
  unknown: [],
  changed: { count: 0, first: [] },
  earlier: [],
  alike: [],
} as const;

/**
 * @param imported in the order of the data set's items
 * @param known as in the preview, and what was said before of what a model's words stand for
 */
export function predictionsPreview(
  { ids }: Pick<Dataset, 'ids'>,
  { judgments, failures, unmatched, sources, asks }: ImportedPredictions,
  { earlier = [], labels = {} }: { earlier?: readonly string[]; labels?: PredictionAnswers['labels'] } = {},
): AddingPreview {
  const total = (count: (source: (typeof sources)[number]) => number) =>
    sources.reduce((sum, source) => sum + count(source), 0);
  const lacking = ids.filter((_, item) => judgments.every(({ missing }) => missing?.[item] === 1));
  return {
    adds: 'models',
    files: sources.map(({ name }) => name),
    matched: total((one) => (one.kind === 'answers' ? one.rowsUsed + one.rowsFailed : 0)),
    of: total(({ rowsRead }) => rowsRead),
    unmatched: named(unmatched),
    lacking: named(lacking),
    models: judgments.map(({ annotator: { model }, question, answered }) => ({
      model,
      question: question.name,
      answers: answered.reduce((sum, one) => sum + one, 0),
    })),
    failed: { count: failures.count, first: commonest(failures.first.map(({ text }) => text)) },
    skipped: total(({ skipped }) => skipped.length),
    votes: [],
    taken: [
      ...Object.entries(labels).map(
        ([word, label]) =>
          `As was said before, “${word}” is read as ${label === null ? 'no label' : `“${label}”`}.`,
      ),
      ...takenInWords(asks),
    ],
    unknown: asks.flatMap((ask) => wordsDiffer(ask) ?? []),
    changed: NOTHING.changed,
    earlier,
    alike: [],
  };
}

/**
 * @param joined the data set with the texts that were found
 * @param opened what the files hold
 */
export function textsPreview(before: Dataset, joined: Dataset, opened: Dataset): AddingPreview {
  const without = (dataset: Dataset) => dataset.ids.filter((_, item) => dataset.withoutText?.[item] === 1);
  const lacking = without(joined);
  const known = new Set(before.ids);
  return {
    ...NOTHING,
    adds: 'texts',
    files: opened.sources.map(({ name }) => name),
    matched: without(before).length - lacking.length,
    of: without(before).length,
    unmatched: named(opened.ids.filter((id) => !known.has(id))),
    lacking: named(lacking),
  };
}

/**
 * @param after the data set that is read from the project's files and the added ones together
 * @param files the names of the added ones
 * @param known of them: which may be other forms of earlier ones, and what they did not say for certain
 */
export function addedFilesPreview(
  before: Dataset,
  after: Dataset,
  files: readonly string[],
  { alike = [], asks = [] }: { alike?: readonly AlikeFile[]; asks?: readonly ReadingAsk[] } = {},
): AddingPreview {
  const place = placesBefore(before, after);
  const given = new Set<number>();
  const pairs = questionPairs(before, after);
  const fresh: string[] = [];
  const changed: string[] = [];
  for (const [item, id] of after.ids.entries()) {
    const known = place(item);
    if (known < 0) {
      fresh.push(id);
      continue;
    }
    const isChanged = pairs.some(([now, then]) => then && !keepsAnswers(now, item, then, known));
    if (isChanged) changed.push(id);
    if (isChanged || pairs.some(([now, then]) => said(now, item) !== (then ? said(then, known) : 0)))
      given.add(known);
  }
  return {
    ...NOTHING,
    adds: 'people',
    files,
    matched: given.size,
    of: given.size + fresh.length,
    unmatched: named(fresh),
    lacking: named(before.ids.filter((_, item) => !given.has(item))),
    votes: votesBeside(before, pairs),
    taken: takenInWords(asks),
    changed: named(changed),
    alike,
  };
}

/**
 * @param after the data set that is read from the project's files with the added ones in the place of the earlier ones
 * @param files the names of the added ones
 * @param earlier those of the others
 */
export function correctionPreview(
  before: Dataset,
  after: Dataset,
  files: readonly string[],
  earlier: readonly string[],
): AddingPreview {
  const place = placesBefore(before, after);
  const pairs = questionPairs(before, after);
  const left = new Set<number>();
  const fresh: string[] = [];
  let same = 0;
  for (const [item, id] of after.ids.entries()) {
    const known = place(item);
    if (known < 0) {
      fresh.push(id);
      continue;
    }
    left.add(known);
    if (pairs.every(([now, then]) => answers(now, item) === (then ? answers(then, known) : ''))) same++;
  }
  return {
    ...NOTHING,
    adds: 'correction',
    files,
    earlier,
    matched: same,
    of: before.ids.length,
    unmatched: named(fresh),
    lacking: named(before.ids.filter((_, item) => !left.has(item))),
    votes: votesBeside(before, pairs),
  };
}

type QuestionPair = readonly [now: AnnotatedQuestion, then: AnnotatedQuestion | undefined];

function questionPairs(before: Dataset, after: Dataset): QuestionPair[] {
  return after.questions.map((question) => [
    question,
    before.questions.find((one) => one.question.id === question.question.id),
  ]);
}

/** Where an item with the same id and text stood; -1 where there was none. */
function placesBefore(before: Dataset, after: Dataset): (item: number) => number {
  const places = new Map(before.ids.map((id, item) => [id, item]));
  return (item) => {
    const known = places.get(after.ids[item]);
    return known !== undefined && before.texts[known] === after.texts[item] ? known : -1;
  };
}

function votesBeside(before: Dataset, pairs: readonly QuestionPair[]): AddingPreview['votes'] {
  const gone = before.questions.filter((one) => !pairs.some(([, then]) => then === one));
  return [
    ...pairs.map(([now, then]) => ({
      question: now.question.name,
      before: then ? votesOf(then) : 0,
      after: votesOf(now),
    })),
    ...gone.map((one) => ({ question: one.question.name, before: votesOf(one), after: 0 })),
  ];
}

/** What people answered about an item, whoever they were, as one string. */
function answers(question: AnnotatedQuestion, item: number): string {
  const own = answersInWords(question, item);
  const abstentions = question.votes.abstentions[item];
  return own.length + abstentions === 0 ? '' : `${own.sort().join()} ${abstentions}`;
}

/** Whether all that people answered about an item is among what they answer now. */
function keepsAnswers(now: AnnotatedQuestion, item: number, then: AnnotatedQuestion, known: number): boolean {
  const left = answersInWords(now, item);
  for (const answer of answersInWords(then, known)) {
    const place = left.indexOf(answer);
    if (place < 0) return false;
    left.splice(place, 1);
  }
  return then.votes.abstentions[known] <= now.votes.abstentions[item];
}

/** How often people answered about an item, those who could not tell included. */
function said({ votes }: AnnotatedQuestion, item: number): number {
  return votes.voteStart[item + 1] - votes.voteStart[item] + votes.abstentions[item];
}

function votesOf({ votes }: AnnotatedQuestion): number {
  return votes.voteStart[votes.voteStart.length - 1];
}

function named(ids: readonly string[]): Named {
  return { count: ids.length, first: ids.slice(0, EXAMPLES).map(example) };
}

/** The different answers that come most often. */
function commonest(answers: readonly string[]): string[] {
  const times = rollup(
    answers.map((answer) => answer.trim()).filter((answer) => answer !== ''),
    (all) => all.length,
    (answer) => answer,
  );
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, EXAMPLES)
    .map(([answer]) => example(answer));
}

function example(words: string): string {
  return excerpt(words, LONGEST_EXAMPLE);
}
