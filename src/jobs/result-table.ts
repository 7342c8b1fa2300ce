import {
  calibratedDistributions,
  type CalibratedDistributions,
} from '../analysis/calibration/calibrated-distributions.ts';
import { alignedDistributions } from '../analysis/item-figures.ts';
import { itemPeople } from '../analysis/item-people.ts';
import { methodName } from '../analysis/method-name.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { itemNumbers } from '../analysis/numbers/item-numbers.ts';
import { modelNumbers } from '../analysis/numbers/model-numbers.ts';
import { hasLabels } from '../analysis/question-kinds.ts';
import { questionsAlone } from '../analysis/questions-alone.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { matches, studyQuestion } from '../analysis/study.ts';
import { topLabels } from '../analysis/top-labels.ts';
import { ownNameBeside } from '../annotators/own-name.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import type { ItemAttribute } from '../judgments/attributes.ts';
import type { AnnotatedQuestion, Dataset, LabelledAnswers } from '../judgments/dataset.ts';
import type { ItemColumn, ItemTable } from '../judgments/item-table.ts';
import { isLabelled, labelAlignment, type LabelledQuestion, type Question } from '../judgments/question.ts';
import { answerState } from '../readers/annotations/answer-state.ts';
import { knownOfItems } from './known-of-items.ts';

/** What of a project's results a table is to hold. */
export interface ResultChoice {
  readonly withTexts: boolean;
  /** Whether each model's calibrated answers stand beside its own, where people's votes support a calibrator. */
  readonly calibrated: boolean;
  /**
   * What models are called on screen, by annotatorKey; of those that it lacks, the ones that ship with the page are called without
   * whose they are. Without it models are called by their ids, as on the command line.
   */
  readonly names?: ReadonlyMap<string, string>;
}

/**
 * The table that a person takes along: id, text, what else is known of each item, and for each question the number of people's votes, their shares and their most
 * frequent labels; then for each model whether it answered, failed or was not asked, its distribution and top labels, and the same under its best calibrator, cross-fitted.
 * Numbers of a continuous question have their mean and standard deviation instead. Tied top labels have `|` between them. With several questions every column begins with its question's name.
 * @param known what is known of the items; a slice, which has no attributes, is given those of the data set that it is part of
 */
export function resultTable(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
  { withTexts, calibrated, names }: ResultChoice,
  known: readonly ItemAttribute[] = knownOfItems(dataset, dataset.ids, withTexts),
): ItemTable {
  const { ids, texts, withoutText, questions } = dataset;
  const alone = questionsAlone(dataset, predictions);
  const several = questions.length + alone.length > 1;
  const nameOf = namesOf(predictions, names);
  const asked = [
    ...questions.map(({ question }) => question),
    ...alone.map(({ answers }) => answers[0].question),
  ];
  const beginOf = ({ id, name }: Question) => {
    if (!several) return '';
    // EmoBank asks the same of readers and of writers.
    return `${asked.filter((other) => other.name === name).length > 1 ? id : name}, `;
  };

  function* columns(): Generator<ItemColumn> {
    yield { name: 'id', kind: 'text', at: (item) => ids[item] };
    if (withTexts)
      yield { name: 'text', kind: 'text', at: (item) => (withoutText?.[item] ? null : texts[item]) };
    yield* known.map(attributeColumn);
    for (const annotated of questions) {
      const begin = beginOf(annotated.question);
      const answers = matches(dataset, annotated, predictions);
      if (!hasLabels(annotated)) {
        yield* peopleNumbers(`${begin}people`, annotated);
        for (const one of answers) yield* answeredNumbers(begin + nameOf(one), one);
        continue;
      }
      const { question } = annotated;
      const study = calibrated ? studyQuestion(dataset, annotated, answers, settings) : null;
      yield* peopleColumns(`${begin}people`, annotated);
      for (const [place, one] of answers.entries()) {
        const name = begin + nameOf(one);
        yield* answerColumns(name, question, one);
        const better = study && calibratedDistributions(study, study.models[place], texts);
        if (better !== null && typeof better !== 'string')
          yield* calibratedColumns(`${name}, calibrated`, question, one, better);
      }
    }
    for (const { answers } of alone) {
      const [{ question }] = answers;
      for (const one of answers) {
        const name = beginOf(question) + nameOf(one);
        if (isLabelled(question)) yield* answerColumns(name, question, one);
        else yield* answeredNumbers(name, one);
      }
    }
  }
  return { items: ids.length, columns: withUniqueNames([...columns()]) };
}

function attributeColumn({ name, kind, values }: ItemAttribute): ItemColumn {
  return kind === 'number'
    ? { name, kind, at: (item) => values[item] as number | null }
    : { name, kind: 'text', at: (item) => values[item] as string | null };
}

function peopleNumbers(name: string, { votes }: AnnotatedQuestion): ItemColumn[] {
  const { raters, mean, variance } = itemNumbers(votes);
  if (raters.every((n) => n === 0)) return [];
  return [
    { name: `${name}: n`, kind: 'number', at: (item) => raters[item] },
    numberColumn(`${name}: mean`, mean),
    numberColumn(`${name}: sd`, variance.map(Math.sqrt)),
  ];
}

function answeredNumbers(name: string, one: ModelJudgments): ItemColumn[] {
  const { mean, variance } = modelNumbers(one.numbers!);
  const sd = variance.map(Math.sqrt);
  const own = [stateColumn(name, one), numberColumn(`${name}: mean`, mean)];
  return sd.every(Number.isNaN) ? own : [...own, numberColumn(`${name}: sd`, sd)];
}

function numberColumn(name: string, values: Float64Array): ItemColumn {
  return { name, kind: 'number', at: (item) => (Number.isNaN(values[item]) ? null : values[item]) };
}

function peopleColumns(name: string, annotated: LabelledAnswers): ItemColumn[] {
  const { raters, human } = itemPeople(annotated);
  if (raters.every((n) => n === 0)) return [];
  return [
    { name: `${name}: n`, kind: 'number', at: (item) => raters[item] },
    ...distributionColumns(name, annotated.question, human, (item) => raters[item] > 0),
  ];
}

function calibratedColumns(
  name: string,
  question: LabelledQuestion,
  { answered }: ModelJudgments,
  { method, distributions, crossFitted }: CalibratedDistributions,
): ItemColumn[] {
  const has = (item: number) => answered[item] === 1;
  const by = (item: number) =>
    `${method}, ${crossFitted[item] ? 'cross-fitted' : 'fitted to all judged texts'}`;
  return [
    ...distributionColumns(name, question, distributions, has),
    { name: `${name}: by`, kind: 'text', at: (item) => (has(item) ? by(item) : null) },
  ];
}

/** Names that tell apart: with the method where several share the name, and with a number where they share that too. */
function namesOf(
  predictions: readonly ModelJudgments[],
  given: ReadonlyMap<string, string> | undefined,
): (one: ModelJudgments) => string {
  const ids = new Set(predictions.map(({ annotator }) => annotator.model));
  const called = (model: string) => (given ? ownNameBeside(model, ids) : model);
  const taken = new Set(given?.values());
  const methods = new Map<string, Set<string>>();
  for (const { annotator } of predictions) {
    const name = called(annotator.model);
    methods.set(name, (methods.get(name) ?? new Set()).add(methodName(annotator)));
  }
  return ({ annotator }) => {
    const name = called(annotator.model);
    return (
      given?.get(annotatorKey(annotator)) ??
      (methods.get(name)!.size > 1 || taken.has(name) ? `${name} (${methodName(annotator)})` : name)
    );
  };
}

function answerColumns(name: string, question: LabelledQuestion, one: ModelJudgments): ItemColumn[] {
  const rows = alignedDistributions(one, labelAlignment(one.question, question)!);
  return [
    stateColumn(name, one),
    ...distributionColumns(name, question, rows, (item) => one.answered[item] === 1),
  ];
}

/** What became of asking the model: the columns after it are empty unless it answered. */
function stateColumn(name: string, one: ModelJudgments): ItemColumn {
  return { name: `${name}: answer`, kind: 'text', at: (item) => answerState(one, item) };
}

function distributionColumns(
  name: string,
  question: LabelledQuestion,
  rows: Float64Array,
  has: (item: number) => boolean,
): ItemColumn[] {
  const { labels } = question;
  const size = labels.length;
  const top: ItemColumn = {
    name: `${name}: top label`,
    kind: 'text',
    at: (item) =>
      has(item)
        ? topLabels(rows, item * size, size)
            .map((label) => labels[label])
            .join('|')
        : null,
  };
  const shares = labels.map((label, c): ItemColumn => ({
    name: `${name}: ${label}`,
    kind: 'number',
    at: (item) => (has(item) ? rows[item * size + c] : null),
  }));
  if (question.kind === 'categorical') return [top, ...shares];
  const mean: ItemColumn = {
    name: `${name}: mean`,
    kind: 'number',
    at: (item) =>
      has(item) ? question.points.reduce((sum, point, c) => sum + point * rows[item * size + c], 0) : null,
  };
  return [top, mean, ...shares];
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
