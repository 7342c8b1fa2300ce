import { SvelteMap } from 'svelte/reactivity';
import type { TextColumns } from '../../jobs/text-columns.ts';
import type { NumberColumns } from '../../analysis/numbers/number-columns.ts';
import type {
  ModelReport,
  NumberModelReport,
  NumberQuestionReport,
  QuestionReport,
  Report,
} from '../../analysis/report.ts';
import { address, adjust, type Address } from '../address/address.svelte.ts';
import { lostLink } from '../address/lost-link.ts';
import { NUMBER_VIEWS, NUMBER_VIEWS_OF_PEOPLE } from '../read/number-views.ts';
import { PEOPLE_VIEWS } from '../read/people-views.ts';
import { modelNamed, modelNames, type NamedModel } from '../names/model-names.ts';
import type { OpenProject } from '../project/project.svelte.ts';
import { ShownColumns } from '../project/shown-columns.svelte.ts';
import type { ShownNumbers } from '../project/shown-numbers.ts';
import type { Shown, ShownPeople, ShownTexts } from '../project/shown.ts';
import { modelsOf } from '../read/parts/findings.ts';
import { annotatedNumbers, namedTexts, numberModelNames, partShown, textsShown } from '../read/part-shown.ts';
import { VIEWS, VIEWS_OF_TEXTS, VIEWS_WITHOUT_PEOPLE, type View } from '../read/views.ts';

/** A question and a model, as a talk goes through them. */
export interface Subject {
  /** Id of the question. */
  readonly question: string;
  /** Name of the model. */
  readonly model: string;
}

/** Where the address is read and adjusted. */
interface AddressBar {
  readonly address: () => Address;
  readonly adjust: (parts: Partial<Address>) => void;
}

/** What of a project is shown: the view, the question and the model that the address names, or what comes nearest. */
export class Selection {
  readonly #columns: ShownColumns<TextColumns>;
  readonly #numberColumns: ShownColumns<NumberColumns>;
  /** The model that was run last; it is shown as soon as it has figures, unless another is chosen meanwhile. */
  #ran: { readonly model: string; readonly chosen: string | null } | null = null;
  /** The key of the model that each name in the address led to: it is called otherwise once another of the same name joins it. */
  readonly #keys = new SvelteMap<string, string>();

  constructor(
    private readonly project: OpenProject,
    private readonly bar: AddressBar = { address, adjust },
  ) {
    const { figures } = project;
    this.#columns = new ShownColumns(figures);
    this.#numberColumns = new ShownColumns({
      columns: (question, model) => figures.numberColumns(question, model),
      get analyses() {
        return figures.analyses;
      },
      isOf: (slice) => figures.isOf(slice),
    });
  }

  /** The views that have something to show of what is shown. */
  readonly views: readonly View[] = $derived.by(() => {
    if (this.numberQuestion) return this.#isUnanswered ? NUMBER_VIEWS_OF_PEOPLE : VIEWS;
    if (this.#isUnjudged) return this.#isUnanswered ? VIEWS_OF_TEXTS : VIEWS_WITHOUT_PEOPLE;
    return this.#isUnanswered ? PEOPLE_VIEWS : VIEWS;
  });

  /** Whether nobody was asked the question that is shown. */
  readonly #isUnjudged: boolean = $derived.by(() => {
    const asked = this.numberQuestion ?? this.question;
    return asked ? asked.people === null : this.project.dataset?.questions.length === 0;
  });

  /** As {@link ProjectFigures.isPartial}. */
  readonly isPartial: boolean = $derived.by(() => this.project.figures.isPartial);

  /** Whether no model has answered it; not before all figures are there. */
  readonly #isUnanswered: boolean = $derived.by(
    () => this.project.report !== null && !this.isPartial && this.model === null && this.numberModel === null,
  );

  /**
   * The model that the address names, while its figures are not in the report and may be to come; `null` elsewhere. Until then no
   * model's figures are shown, lest those of another be taken for its own.
   */
  readonly awaited: string | null = $derived.by(() => {
    const { model } = this.bar.address();
    const known = this.numberQuestion ? [...this.numberNames.keys()] : this.models;
    return this.project.report !== null && this.isPartial && this.#namedAmong<NamedModel>(known) === null
      ? model
      : null;
  });

  readonly view: View = $derived.by(
    () => this.views.find(({ id }) => id === this.bar.address().view) ?? this.views[0],
  );

  get report(): Report | null {
    return this.project.report;
  }

  /** Whether a person stopped the figures before they were all there. */
  get isStopped(): boolean {
    return this.project.figures.isStopped;
  }

  /** Those of people come first. */
  readonly questions: readonly QuestionReport[] = $derived.by(() => this.project.report?.questions ?? []);

  /** Those that are answered with numbers. */
  readonly numberQuestions: readonly NumberQuestionReport[] = $derived.by(
    () => this.project.report?.continuous ?? [],
  );

  /** The continuous question that is shown; `null` where one with labels is. */
  readonly numberQuestion: NumberQuestionReport | null = $derived.by(() => {
    const named = this.numberQuestions.find(({ question }) => question === this.bar.address().question);
    const isNamed = this.questions.some(({ question }) => question === this.bar.address().question);
    // What only models answered comes after what people were asked.
    const first = this.questions.some(({ people }) => people !== null) ? null : this.numberQuestions[0];
    return named ?? (isNamed ? null : (first ?? null));
  });

  /** What its models are called. */
  readonly numberNames: ReadonlyMap<NumberModelReport, string> = $derived.by(() => {
    if (!this.numberQuestion) return modelNames<NumberModelReport>([]);
    const all = this.numberQuestion.models.filter(({ reference }) => !reference);
    return numberModelNames(this.numberQuestion, this.#namedAmong(all));
  });

  /** The model of {@link numberQuestion} that is shown; `null` where none has answered, or one is {@link awaited}. */
  readonly numberModel: NumberModelReport | null = $derived.by(() => {
    const all = [...this.numberNames.keys()];
    return this.#namedAmong(all) ?? (this.awaited === null ? all[0] : null) ?? null;
  });

  readonly question: QuestionReport | null = $derived.by(() =>
    this.numberQuestion
      ? null
      : (this.questions.find(({ question }) => question === this.bar.address().question) ??
        this.questions[0] ??
        null),
  );

  readonly models: readonly ModelReport[] = $derived.by(() =>
    this.question ? modelsOf(this.question).models : [],
  );

  /** What each of the models is called. */
  readonly names: ReadonlyMap<ModelReport, string> = $derived.by(() => modelNames(this.models));

  /**
   * The one that the address names, else the first; one whose every answer failed only where there is no other, and none while one
   * is {@link awaited}.
   */
  readonly model: ModelReport | null = $derived.by(() => {
    const named = this.#namedAmong(this.models);
    if (named || this.awaited !== null) return named;
    return this.models.find(({ coverage }) => coverage > 0) ?? this.models[0] ?? null;
  });

  /** The texts under the question; `null` before there is one. */
  readonly texts: ShownTexts | null = $derived.by(() => {
    const { part: dataset } = this.project;
    if (!dataset || !this.question) return null;
    return textsShown(dataset, this.#named, this.question, this.#columns.of(...this.#wanted));
  });

  /** What the view is given; `null` where no model has answered. */
  readonly shown: Shown | null = $derived.by(() => {
    const { report } = this.project;
    if (!this.texts || !report || !this.question || !this.model) return null;
    return partShown(this.texts, this.project, report, this.question, this.model);
  });

  /** What a view is given where people answered and no model has; `null` elsewhere. */
  readonly shownPeople: ShownPeople | null = $derived.by(() => {
    const { project, texts, question, model } = this;
    const { report } = project;
    if (!texts || !report || !question?.people || model) return null;
    return { ...texts, project, report, question, analysing: project.figures.isComputing };
  });

  /** What a view of a continuous question is given; `null` where one with labels is shown. */
  readonly shownNumbers: ShownNumbers | null = $derived.by(() => {
    const { report, part: dataset } = this.project;
    const { numberQuestion: question, numberModel: model, numberNames: names } = this;
    if (!report || !dataset || !question) return null;
    const annotated = annotatedNumbers(dataset, question);
    const columns = this.#numberColumns.of(...this.#wantedNumbers);
    return {
      project: this.project,
      report,
      dataset,
      texts: this.#named,
      question,
      annotated,
      model,
      names,
      columns,
    };
  });

  /** All there is to show, in the order of a talk. */
  readonly subjects: readonly Subject[] = $derived.by(() => [
    ...this.questions.flatMap((one) => subjectsOf(one.question, modelNames(modelsOf(one).models))),
    ...this.numberQuestions.flatMap((one) => subjectsOf(one.question, numberModelNames(one, null))),
  ]);

  /** Which of the subjects is shown; -1 if none is. */
  readonly subject: number = $derived.by(() => {
    const id = (this.numberQuestion ?? this.question)?.question;
    const name = this.numberModel ? this.numberNames.get(this.numberModel) : this.names.get(this.model!);
    return this.subjects.findIndex(({ question, model }) => question === id && model === name);
  });

  /** What the link asked for and is not here; `null` until everything that may still come has come. */
  readonly lost: string | null = $derived.by(() => {
    const { view, question, model } = this.bar.address();
    const { report, figures, thresholds } = this.project;
    const isSettled = report !== null && !figures.isComputing && !this.project.running;
    const known = VIEWS.find(({ id }) => id === view);
    const lost = lostLink([
      [`the view “${view}”`, view === null || known !== undefined],
      [
        `the question “${question}”`,
        !isSettled || question === null || (this.question ?? this.numberQuestion)?.question === question,
      ],
      [
        `the model “${model}”`,
        !isSettled ||
          model === null ||
          this.awaited !== null ||
          (this.#namedAmong(this.models) ?? this.#namedAmong([...this.numberNames.keys()])) !== null,
      ],
      ...this.project.slices.unknown.map((one): [string, boolean] => [`the slice “${one}”`, false]),
      ...thresholds.unknown.map((one): [string, boolean] => [`the threshold “${one}”`, false]),
    ]);
    const isMissing = isSettled && known !== undefined && !this.views.includes(known);
    return [...(isMissing ? [this.#needOf(known)] : []), ...(lost === null ? [] : [lost])].join(' ') || null;
  });

  /** The model that the address means: the one of that name, else the one that the name had led to; `null` if there is none. */
  #namedAmong<Model extends NamedModel>(models: readonly Model[]): Model | null {
    const { model: name } = this.bar.address();
    const key = name === null ? undefined : this.#keys.get(name);
    return (
      modelNamed(models, name) ??
      models.find(({ annotator }) => key !== undefined && annotator === key) ??
      null
    );
  }

  /** What a view that is not among {@link views} needs. */
  #needOf(view: View): string {
    const { numberQuestion, question } = this;
    const asked = (numberQuestion ?? question)?.name;
    const need =
      numberQuestion && !NUMBER_VIEWS.includes(view)
        ? `is of labels, and “${asked}” is answered with numbers`
        : this.#isUnjudged
          ? `needs people’s answers, and nobody has judged these texts${asked === undefined ? '' : ` for ${asked}`}`
          : `needs a model’s answers, and no model has answered “${asked}” yet`;
    return `“${view.name}” ${need}. This is the ${this.view.name}.`;
  }

  readonly #named: readonly string[] = $derived.by(() =>
    this.project.part ? namedTexts(this.project.part) : [],
  );

  readonly #wanted: Parameters<ShownColumns<TextColumns>['of']> = $derived.by(() => [
    this.question?.question ?? null,
    this.model?.annotator ?? null,
    this.project.figures.slice,
  ]);

  readonly #wantedNumbers: Parameters<ShownColumns<NumberColumns>['of']> = $derived.by(() => [
    this.numberQuestion?.question ?? null,
    this.numberModel?.annotator ?? null,
    this.project.figures.slice,
  ]);

  /** Asks for the table of texts of what is shown; an effect calls it. */
  askColumns(): void {
    const [question, model, slice] = this.#wanted;
    // The only view that draws an exactly right model beside this one.
    this.#columns.ask(question, model, slice, this.view.id === 'uncertainty');
    this.#numberColumns.ask(...this.#wantedNumbers);
  }

  /** Has the address name its model as it is called by now; an effect calls it. */
  followNames(): void {
    const { model: name } = this.bar.address();
    const model: NamedModel | null = this.model ?? this.numberModel;
    if (name === null || !model?.annotator) return;
    const called = (this.model ? this.names.get(this.model) : this.numberNames.get(this.numberModel!))!;
    if (called === name) {
      // In a report that grows another model may have the name until the one that is meant comes.
      if (!this.isPartial) this.#keys.set(name, model.annotator);
    } else if (this.#keys.get(name) === model.annotator) {
      this.#keys.set(called, model.annotator);
      this.bar.adjust({ model: called });
    }
  }

  /** Goes on to a model that was run once it has figures; an effect calls it. */
  followRuns(): void {
    const { current } = this.project.queue;
    const { model: chosen } = this.bar.address();
    if (current) this.#ran = { model: current.plan.model.model, chosen };
    else if (this.#ran) {
      const fresh = this.models.filter(({ model }) => model === this.#ran!.model);
      if (fresh.length === 0) return;
      if (chosen === this.#ran.chosen) this.bar.adjust({ model: this.names.get(fresh[fresh.length - 1])! });
      this.#ran = null;
    }
  }
}

function subjectsOf(question: string, names: ReadonlyMap<unknown, string>): Subject[] {
  return [...names.values()].map((model) => ({ question, model }));
}
