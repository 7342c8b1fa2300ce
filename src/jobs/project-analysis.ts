import { transfer, wrap } from 'comlink';
import { analyseWith, performerHere } from '../analysis/analyse.ts';
import type { OnProgress, Performer, Steps } from '../analysis/analyse.ts';
import type { CalibrationMethod } from '../analysis/calibration/calibrator.ts';
import { fittedCalibrator } from '../analysis/calibration/fit-to-people.ts';
import type { FittedCalibrator } from '../analysis/calibration/fitted-calibrator.ts';
import { inputsSignature } from '../analysis/inputs-signature.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import type { KnownScore } from '../analysis/paper/known-scores.ts';
import { numberColumns, type NumberColumns } from '../analysis/numbers/number-columns.ts';
import { hasLabels, hasNumbers } from '../analysis/question-kinds.ts';
import { questionsAlone } from '../analysis/questions-alone.ts';
import { compareSlices } from '../analysis/compare-slices.ts';
import type { Report, SlicesReport } from '../analysis/report.ts';
import { nameOfSlice, sliced, type Slice, type Sliced } from '../analysis/slice.ts';
import { DEFAULT_SETTINGS } from '../analysis/settings.ts';
import { matches, studyQuestion } from '../analysis/study.ts';
import type { AnalysisInputs } from '../analysis/tasks.ts';
import { threadsFor } from '../analysis/threads.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { NamedLexicon } from '../judgments/named-lexicon.ts';
import { regionGaps, type RegionGap } from '../map/region-gaps.ts';
import { fetchShippedReport } from '../readers/benchmarks/shipped-report.ts';
import { withStore } from '../store/store.ts';
import type { AnalysisPart } from './analysis-part.ts';
import { embeddingScores } from './embedding-scores.ts';
import { judgmentsOf } from './judgments-of.ts';
import { ReportSender } from './report-sender.ts';
import { textAnswers, textNumbers, type TextAnswer, type TextNumbers } from './text-answers.ts';
import { textColumns, type TextColumns } from './text-columns.ts';
import { withPauses } from './with-pauses.ts';

/** One analysis of one project, as it stood in the store when it was asked for. */
export class ProjectAnalysis {
  /** Of what the report is computed from; `null` where none is kept. */
  readonly #signature: Promise<string> | null;

  private constructor(
    private readonly project: number,
    private readonly whole: { readonly dataset: Dataset; readonly predictions: readonly ModelJudgments[] },
    private readonly slice: { readonly name: string; readonly part: Sliced } | null,
    private readonly baseUrl: string,
    version: string | null,
    private readonly embeddingScores: readonly KnownScore[],
    private readonly lexicon: NamedLexicon | null,
  ) {
    this.#signature = version === null ? null : inputsSignature(this.#inputs, version);
  }

  /**
   * Reads a project and every stored model output for its texts.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   * @param version of the analysis, by which a kept report is found again; `null`: none is kept
   * @param slice what all figures are over; `null`: everything
   * @throws RangeError where there is no such slice
   */
  static async open(
    project: number,
    baseUrl: string,
    version: string | null,
    slice: Slice | null = null,
  ): Promise<ProjectAnalysis> {
    return await withStore(async (store) => {
      const whole = await judgmentsOf(store, project, baseUrl);
      const part = slice && {
        name: nameOfSlice(slice),
        part: sliced(whole.dataset, whole.predictions, slice),
      };
      const inputs = { ...(part?.part ?? whole), settings: DEFAULT_SETTINGS };
      const scores = await embeddingScores(inputs, store.vectors);
      const lexicon = await store.projects.lexicon(project);
      return new ProjectAnalysis(project, whole, part, baseUrl, version, scores, lexicon);
    });
  }

  get #inputs(): AnalysisInputs {
    const { embeddingScores, lexicon } = this;
    return {
      ...(this.slice?.part ?? this.whole),
      settings: DEFAULT_SETTINGS,
      embeddingScores,
      ...(lexicon && { lexicon }),
    };
  }

  private get dataset(): Dataset {
    return this.#inputs.dataset;
  }

  private get predictions(): readonly ModelJudgments[] {
    return this.#inputs.predictions;
  }

  /**
   * The figures beside those of another slice.
   * @throws RangeError where there is no such slice
   */
  compare(other: Slice): SlicesReport {
    const { dataset, predictions } = this.whole;
    return compareSlices(this.#inputs, sliced(dataset, predictions, other));
  }

  /** The whole report if it was computed before from the very same judgments, here or where the page was built. */
  async kept(): Promise<Report | null> {
    const signature = await this.#signature;
    if (signature === null) return null;
    const name = this.slice?.name ?? null;
    const report =
      (await withStore(({ reports }) => reports.get(this.project, signature, name))) ??
      (name === null ? await fetchShippedReport(this.dataset.sources, signature, this.baseUrl) : null);
    if (!report) return null;
    const { inputs, ...figures } = report as Report;
    // What no figure depends on may have changed: how many texts there are beside the slice's, for one.
    const slice = this.slice && { slice: this.slice.part.slice };
    return { ...figures, inputs: { ...inputs, dataset: this.dataset.name, ...slice } };
  }

  /** How many workers for parts of the analysis the page should start. */
  parts(cores: number): number {
    return threadsFor({ predictions: this.predictions }, cores);
  }

  /**
   * @param onReport called with the report as far as it is done and the steps that are, the last time with all of it and `null`
   * @param ports to workers that do the tasks; without any they are done here, and nothing else until they are
   */
  async report(
    onReport: (report: Report, steps: Steps | null) => void,
    ports: readonly MessagePort[],
  ): Promise<void> {
    // The page's answer is awaited: a report that it has not taken is not followed by another.
    const sender = new ReportSender(async (report, steps) => await onReport(report, steps));
    const onProgress: OnProgress = (soFar, steps) => sender.offer(soFar, steps);
    const inputs = this.#inputs;
    const report =
      ports.length > 0
        ? await analyseWith(
            ports.map((port) => performerAt(port, inputs)),
            inputs,
            onProgress,
          )
        : await analyseWith([withPauses(performerHere(inputs))], inputs, onProgress);
    await sender.finish(report);
    const signature = await this.#signature;
    if (signature === null) return;
    // Where there is no room for it, it is computed again.
    await withStore(({ reports }) => reports.put(this.project, signature, report, this.slice?.name)).catch(
      () => undefined,
    );
  }

  /**
   * A calibrator fitted to what people said of all texts that the model has not seen, as a file of it holds it.
   * @returns why there is none, where none can be fitted
   */
  calibrator(question: string, annotator: string, method: CalibrationMethod): FittedCalibrator | string {
    const annotated = this.dataset.questions.find((asked) => asked.question.id === question);
    if (!annotated) return 'Nobody was asked this question.';
    if (!hasLabels(annotated))
      return 'The question is answered with numbers: a calibrator changes the shares of labels.';
    const answers = matches(this.dataset, annotated, this.predictions);
    const place = answers.findIndex((one) => annotatorKey(one.annotator) === annotator);
    if (place < 0) return 'The model did not answer this question.';
    const study = studyQuestion(this.dataset, annotated, answers, DEFAULT_SETTINGS);
    return fittedCalibrator(this.dataset, study, study.models[place], answers[place].annotator, method);
  }

  /**
   * The table of texts for one question and one model; `null` if that model did not answer it.
   * @param right whether with what an exactly right model would have, as {@link TextColumns} says
   */
  columns(question: string, annotator: string, right: boolean): TextColumns | null {
    const { annotated, answer } = this.#answers(question, annotator);
    if (!answer || answer.numbers || (annotated && !hasLabels(annotated))) return null;
    const columns = textColumns(
      annotated,
      answer,
      DEFAULT_SETTINGS.minimumRaters,
      right ? DEFAULT_SETTINGS.seed : null,
    );
    const buffers = new Set(
      Object.values(columns).flatMap((column) => (column === null ? [] : [column.buffer])),
    );
    // What belongs to the predictions is needed again.
    buffers.delete(answer.answered.buffer);
    if (answer.seen) buffers.delete(answer.seen.buffer);
    return transfer(columns, [...buffers]);
  }

  /**
   * Where the model is wrong on the map; `null` where nobody was asked with labels, or the model did not answer.
   * @param region each text's region, in the order of the project
   * @param isWhole over all texts, whatever slice the report is over
   */
  regionGaps(
    question: string,
    annotator: string,
    region: Uint16Array,
    regions: number,
    isWhole: boolean,
  ): RegionGap[] | null {
    const { dataset, predictions } = isWhole ? this.whole : this.#inputs;
    const annotated = dataset.questions.find((asked) => asked.question.id === question);
    if (!annotated || !hasLabels(annotated)) return null;
    const answer = matches(dataset, annotated, predictions).find(
      (one) => annotatorKey(one.annotator) === annotator,
    );
    if (!answer) return null;
    const study = studyQuestion(dataset, annotated, [answer], DEFAULT_SETTINGS);
    const regionOf = new Map(this.whole.dataset.ids.map((id, item) => [id, region[item]]));
    const here = Uint16Array.from(dataset.ids, (id) => regionOf.get(id)!);
    return regionGaps(study, study.models[0], here, regions);
  }

  /** The same of a continuous question. */
  numberColumns(question: string, annotator: string): NumberColumns | null {
    const { annotated, answer } = this.#answers(question, annotator);
    if (!answer?.numbers || (annotated && !hasNumbers(annotated))) return null;
    return numberColumns(annotated, answer, DEFAULT_SETTINGS.minimumRaters);
  }

  /**
   * What every model said of one text to a question with labels; none to another question.
   * @param item place of the text among those that the report is over
   */
  textAnswers(question: string, item: number): TextAnswer[] {
    const { annotated, answers } = this.#allAnswers(question);
    if (annotated && !hasLabels(annotated)) return [];
    const labelled = answers.filter(({ numbers }) => !numbers);
    return textAnswers(annotated, labelled, item, DEFAULT_SETTINGS.minimumRaters);
  }

  /** The same of a continuous question. */
  textNumbers(question: string, item: number): TextNumbers[] {
    return textNumbers(this.#allAnswers(question).answers, item);
  }

  /** What people and one model answered to a question; `null` where nobody was asked. */
  #answers(question: string, annotator: string) {
    const { annotated, answers } = this.#allAnswers(question);
    return { annotated, answer: answers.find((one) => annotatorKey(one.annotator) === annotator) };
  }

  /** What people and all models answered to a question; `null` where nobody was asked. */
  #allAnswers(question: string) {
    const annotated = this.dataset.questions.find((asked) => asked.question.id === question) ?? null;
    const answers: readonly ModelJudgments[] = annotated
      ? matches(this.dataset, annotated, this.predictions)
      : (questionsAlone(this.dataset, this.predictions).find(({ id }) => id === question)?.answers ?? []);
    return { annotated, answers };
  }
}

function performerAt(port: MessagePort, inputs: AnalysisInputs): Performer {
  const part = wrap<AnalysisPart>(port);
  const opened = part.open(inputs);
  return async (task, row) => {
    await opened;
    return await part.perform(task, row);
  };
}
