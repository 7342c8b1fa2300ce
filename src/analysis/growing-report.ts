import { annotatorKey } from '../judgments/annotator.ts';
import { NO_INTERVAL } from './intervals.ts';
import { alignedDistributions } from './item-figures.ts';
import { methodName } from './method-name.ts';
import type { ModelJudgments } from './model-judgments.ts';
import { withFigures } from './model-patch.ts';
import type { ModelFigures } from './model-patch.ts';
import { questionsAlone } from './questions-alone.ts';
import type { QuestionAlone } from './questions-alone.ts';
import { inputsOf } from './report-inputs.ts';
import { isLabelled, type ContinuousQuestion, type LabelledQuestion } from '../judgments/question.ts';
import { modelNumbers } from './numbers/model-numbers.ts';
import { formOf } from './numbers/number-study.ts';
import { isNumberStudy, type Study } from './question-kinds.ts';
import type { ModelReport, NumberQuestionReport, QuestionReport, Report } from './report.ts';
import { reasonsUnder, sectionOf, sectionWithout, withReasons } from './section.ts';
import type { FiguresOf } from './section.ts';
import { adjusted } from './sections/comparisons.ts';
import { numberModelAlone } from './sections/number-model.ts';
import { numberPeopleSection } from './sections/number-people.ts';
import { outputsSection } from './sections/outputs.ts';
import { peopleSection } from './sections/people.ts';
import { gradientsSection, transparencySection } from './sections/transparency.ts';
import { coverageOf } from './study.ts';
import type { QuestionStudy } from './study.ts';
import type { AnalysisInputs, Task, TaskResult } from './tasks.ts';

/**
 * A report that grows as its tasks are done, in whatever order. It is put together from the results in the plan's order each
 * time, so that in the end it is the same, byte by byte, whoever did what when.
 */
export class GrowingReport {
  readonly #inputs: AnalysisInputs;
  readonly #studies: readonly Study[];
  readonly #plan: readonly Task[];
  readonly #results: (TaskResult | undefined)[];
  /** By the question's place among all. */
  readonly #words: ReadonlyMap<number, QuestionReport>;
  readonly #numberWords: ReadonlyMap<number, NumberQuestionReport>;
  readonly #alone: readonly QuestionReport[];
  readonly #numbersAlone: readonly NumberQuestionReport[];

  constructor(inputs: AnalysisInputs, studies: readonly Study[], plan: readonly Task[]) {
    this.#inputs = inputs;
    this.#studies = studies;
    this.#plan = plan;
    this.#results = new Array<TaskResult | undefined>(plan.length);
    const words = new Map<number, QuestionReport>();
    const numberWords = new Map<number, NumberQuestionReport>();
    for (const [place, study] of studies.entries())
      if (isNumberStudy(study)) {
        const people = withReasons(numberPeopleSection(study));
        numberWords.set(place, { ...numberQuestionWords(study.annotated.question), people, models: [] });
      } else {
        const people = withReasons(peopleSection(study));
        words.set(place, { ...questionWords(study.annotated.question), people, models: [] });
      }
    this.#words = words;
    this.#numberWords = numberWords;
    const { dataset, predictions } = inputs;
    const alone = questionsAlone(dataset, predictions);
    this.#alone = alone.flatMap(modelsAlone);
    this.#numbersAlone = alone.flatMap(numbersAlone);
  }

  add(place: number, result: TaskResult): void {
    this.#results[place] = result;
  }

  /** One model's report as far as it is done; `null` before its first figures. */
  model(question: number, model: number): ModelReport | null {
    let row: ModelReport | null = null;
    for (const [place, task] of this.#plan.entries()) {
      const patch = this.#results[place]?.model;
      if (!patch || task.question !== question || !('model' in task) || task.model !== model) continue;
      if (task.section === 'first') row = patch as ModelReport;
      else if (row) row = withFigures(row, patch);
    }
    return row;
  }

  /** The report as far as it is done: a model is in it once it and all before it have their first figures. */
  report(): Report {
    const { dataset, settings, slice, lexicon } = this.#inputs;
    const questions = [
      ...[...this.#words].map(([place, words]) => this.#question(words, place)),
      ...this.#alone,
    ];
    const continuous = [
      ...[...this.#numberWords].map(([place, words]) => this.#numbers(words, place)),
      ...this.#numbersAlone,
    ];
    const isDone = this.#plan.every((_, place) => this.#results[place]);
    return {
      version: 1,
      inputs: {
        ...inputsOf(dataset, settings),
        ...(slice && { slice }),
        ...(lexicon && { lexicon: lexicon.name }),
      },
      questions,
      ...(continuous.length > 0 && { continuous }),
      ...(isDone
        ? {
            gradients: gradientsSection(questions, settings),
            paper: this.#results.flatMap((result) => result?.ratings ?? []),
          }
        : {}),
    };
  }

  #numbers(words: NumberQuestionReport, place: number): NumberQuestionReport {
    const own = [...this.#plan.entries()].filter(([, task]) => task.question === place);
    const rows = own
      .filter(([, { section }]) => section === 'numbers')
      .map(([at]) => this.#results[at]?.numbers);
    const first = rows.slice(0, rows.includes(undefined) ? rows.indexOf(undefined) : undefined);
    const among = own.find(([, { section }]) => section === 'numbers among people');
    const found = among && this.#results[among[0]]?.amongNumbers;
    const { people } = words;
    if (!found || !people) return { ...words, models: first.map((row) => row!) };
    const { reasons, ...figures } = found;
    const under = reasonsUnder('among', reasons);
    return {
      ...words,
      people: { ...people, among: figures, reasons: { ...people.reasons, ...under } },
      models: first.map((row) => row!),
    };
  }

  #question(words: QuestionReport, place: number): QuestionReport {
    const study = this.#studies[place] as QuestionStudy;
    const rows = [...study.models.keys()].map((model) => this.model(place, model));
    // Up to the first that has no figures yet: what stands first is what is shown, and is not to change.
    const first = rows.slice(0, rows.includes(null) ? rows.indexOf(null) : undefined) as ModelReport[];
    const tasks = [...this.#plan.entries()].filter(([, task]) => task.question === place);
    const pairs = tasks.filter(([, { section }]) => section === 'comparison');
    const compared = pairs.flatMap(([at]) => this.#results[at]?.comparison ?? []);
    // A p-value is adjusted over all pairs.
    const isCompared = compared.length === pairs.length && first.length === study.models.length;
    const amongPeople = tasks.find(([, { section }]) => section === 'among people');
    const among = amongPeople && this.#results[amongPeople[0]]?.among;
    const halves = tasks.find(([, { section }]) => section === 'halves');
    const halved = halves && this.#results[halves[0]]?.halves;
    const across = tasks.find(([, { section }]) => section === 'paper across');
    const paper = across && this.#results[across[0]]?.paper;
    const [transparency] = tasks.find(([, { section }]) => section === 'transparency')!;
    const found = this.#results[transparency]?.transparency;
    const ofWords =
      found === undefined
        ? null
        : withReasons(sectionOf<ModelFigures>({ categories: transparencySection(study, found) }));
    const models = ofWords ? first.map((row) => withFigures(row, ofWords)) : first;
    return {
      ...words,
      ...(among && words.people ? { people: { ...words.people, among } } : {}),
      models,
      ...(isCompared ? { comparisons: adjusted(compared) } : {}),
      ...(halved ? { halves: halved } : {}),
      ...(paper ? { paper } : {}),
    };
  }
}

/** A question with labels that nobody was asked here: what each model said. */
function modelsAlone({ id, answers }: QuestionAlone): QuestionReport[] {
  const [{ question }] = answers;
  if (!isLabelled(question)) return [];
  const models = answers.map((one) => {
    const labels = one.question.labels.length;
    const coverage = coverageOf(one.answered, one.missing);
    const model = alignedDistributions(
      one,
      Int32Array.from({ length: labels }, (_, c) => c),
    );
    const section = sectionOf<FiguresOf<ModelReport>>({
      ...aloneWords(one),
      reference: false,
      coverage: coverage.share,
      failed: coverage.failed,
      missing: coverage.missing,
      items: 0,
      outputs: outputsSection(model, one.answered, labels),
      seen: sectionWithout({ items: seenOf(one), jsd: NO_INTERVAL }, 'Nobody has judged these texts.'),
    });
    return withReasons(section);
  });
  return [{ ...questionWords({ ...question, id }), people: null, models }];
}

/** A continuous question that nobody was asked here. */
function numbersAlone({ id, answers }: QuestionAlone): NumberQuestionReport[] {
  const [{ question }] = answers;
  if (isLabelled(question)) return [];
  const models = answers.map((one) => {
    const coverage = coverageOf(one.answered, one.missing);
    const words = {
      ...aloneWords(one),
      coverage: coverage.share,
      failed: coverage.failed,
      missing: coverage.missing,
      form: formOf(one.numbers!),
    };
    return withReasons(numberModelAlone(words, seenOf(one), modelNumbers(one.numbers!).mean));
  });
  return [{ ...numberQuestionWords({ ...question, id }), people: null, models }];
}

function aloneWords({ annotator }: ModelJudgments) {
  return { model: annotator.model, method: methodName(annotator), annotator: annotatorKey(annotator) };
}

function seenOf({ seen }: ModelJudgments): number {
  return seen?.reduce((sum, one) => sum + one, 0) ?? 0;
}

function numberQuestionWords(question: ContinuousQuestion): Omit<NumberQuestionReport, 'people' | 'models'> {
  const { id, name, range, unit, group, perspective } = question;
  return {
    question: id,
    name,
    kind: 'continuous',
    labels: [],
    range: { lowest: range.lowest, highest: range.highest },
    ...(unit !== undefined && { unit }),
    ...(group !== undefined && { group }),
    ...(perspective !== undefined && { perspective }),
  };
}

function questionWords(question: LabelledQuestion): Omit<QuestionReport, 'people' | 'models'> {
  return {
    question: question.id,
    name: question.name,
    kind: question.kind,
    labels: [...question.labels],
    ...(question.kind === 'ordinal' && question.group !== undefined ? { group: question.group } : {}),
    ...(question.kind === 'ordinal' && question.perspective !== undefined
      ? { perspective: question.perspective }
      : {}),
  };
}
