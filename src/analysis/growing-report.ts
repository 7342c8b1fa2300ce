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
import type { ModelReport, QuestionReport, Report } from './report.ts';
import { sectionOf, sectionWithout, withReasons } from './section.ts';
import type { FiguresOf } from './section.ts';
import { adjusted } from './sections/comparisons.ts';
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
  readonly #studies: readonly QuestionStudy[];
  readonly #plan: readonly Task[];
  readonly #results: (TaskResult | undefined)[];
  readonly #words: readonly QuestionReport[];
  readonly #alone: readonly QuestionReport[];

  constructor(inputs: AnalysisInputs, studies: readonly QuestionStudy[], plan: readonly Task[]) {
    this.#inputs = inputs;
    this.#studies = studies;
    this.#plan = plan;
    this.#results = new Array<TaskResult | undefined>(plan.length);
    this.#words = studies.map((study) => ({
      ...questionWords(study.annotated.question),
      people: withReasons(peopleSection(study)),
      models: [],
    }));
    const { dataset, predictions } = inputs;
    this.#alone = modelsAlone(questionsAlone(dataset, predictions));
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
    const { dataset, settings, slice } = this.#inputs;
    const questions = [...this.#words.map((words, place) => this.#question(words, place)), ...this.#alone];
    const isDone = this.#plan.every((_, place) => this.#results[place]);
    return {
      version: 1,
      inputs: { ...inputsOf(dataset, settings), ...(slice && { slice }) },
      questions,
      ...(isDone
        ? {
            gradients: gradientsSection(questions, settings),
            paper: this.#results.flatMap((result) => result?.ratings ?? []),
          }
        : {}),
    };
  }

  #question(words: QuestionReport, place: number): QuestionReport {
    const study = this.#studies[place];
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

/** Questions nobody was asked here: what each model said. */
function modelsAlone(questions: readonly QuestionAlone[]): QuestionReport[] {
  return questions.map(({ id, answers }) => ({
    ...questionWords({ ...answers[0].question, id }),
    people: null,
    models: answers.map((one) => {
      const labels = one.question.labels.length;
      const coverage = coverageOf(one.answered, one.missing);
      const model = alignedDistributions(
        one,
        Int32Array.from({ length: labels }, (_, c) => c),
      );
      const section = sectionOf<FiguresOf<ModelReport>>({
        model: one.annotator.model,
        method: methodName(one.annotator),
        reference: false,
        annotator: annotatorKey(one.annotator),
        coverage: coverage.share,
        failed: coverage.failed,
        missing: coverage.missing,
        items: 0,
        outputs: outputsSection(model, one.answered, labels),
        seen: sectionWithout(
          { items: one.seen?.reduce((sum, seen) => sum + seen, 0) ?? 0, jsd: NO_INTERVAL },
          'Nobody has judged these texts.',
        ),
      });
      return withReasons(section);
    }),
  }));
}

function questionWords(question: ModelJudgments['question']): Omit<QuestionReport, 'people' | 'models'> {
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
