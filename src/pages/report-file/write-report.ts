import type { TextColumns } from '../../jobs/text-columns.ts';
import type { ModelReport, QuestionReport, Report } from '../../analysis/report.ts';
import { sourcesWithNumbers } from '../../project-files/numbered-raters.ts';
import { withNumberedReport } from '../names/numbered-report.ts';
import type { ChartSubject } from '../../charts/chart-subject.ts';
import { modelSeries } from '../names/model-series.ts';
import { partOfSlice } from '../names/slice-names.ts';
import type { OpenProject } from '../project/project.svelte.ts';
import type { ShownNumbers } from '../project/shown-numbers.ts';
import type { Shown } from '../project/shown.ts';
import { numberView } from '../read/number-views.ts';
import { sequences } from '../read/parts/sequences.ts';
import Paper from '../read/paper/Paper.svelte';
import { annotatedNumbers, namedTexts, numberModelNames, partShown, textsShown } from '../read/part-shown.ts';
import { promptsOf } from '../../store/prompts-of.ts';
import { drawPart } from './draw-part.ts';
import { promptsAsked } from './asked-models.ts';
import { questionTold, type QuestionTold } from './question-told.ts';
import ReportCalibration from './ReportCalibration.svelte';
import ReportCategories from './ReportCategories.svelte';
import ReportCharts from './ReportCharts.svelte';
import ReportInputs from './ReportInputs.svelte';
import ReportMethod from './ReportMethod.svelte';
import ReportModels from './ReportModels.svelte';
import ReportNumberTexts from './ReportNumberTexts.svelte';
import { reportOutline, summarised, type ReportPart, type TopicPart } from './report-outline.ts';
import { reportPage } from './report-page.ts';
import ReportPeople from './ReportPeople.svelte';
import ReportShares from './ReportShares.svelte';
import ReportSlices from './ReportSlices.svelte';
import ReportSummary from './ReportSummary.svelte';
import ReportTexts from './ReportTexts.svelte';
import ReportTransparency from './ReportTransparency.svelte';
import ReportUncertainty from './ReportUncertainty.svelte';
import ReportVerdicts from './ReportVerdicts.svelte';
import type { Component } from 'svelte';

const TOPICS: Readonly<Record<TopicPart, Component<{ told: QuestionTold }>>> = {
  charts: ReportCharts,
  people: ReportPeople,
  figures: ReportModels,
  verdicts: ReportVerdicts,
  categories: ReportCategories,
  uncertainty: ReportUncertainty,
  calibration: ReportCalibration,
  transparency: ReportTransparency,
  shares: ReportShares,
};
const VIEWS = { paper: Paper, slices: ReportSlices, texts: ReportTexts } as const;

export interface ReportWishes {
  readonly withTexts: boolean;
  /** What raters are called instead of by name; `null`: their names stay. */
  readonly numbers: ReadonlyMap<string, string> | null;
  /** Called before each part is drawn. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * The whole project as one HTML file that needs nothing else. It is drawn part by part, and the page goes on living between them.
 * @throws the signal's reason once it is aborted
 */
export async function writeReport(
  project: OpenProject,
  named: Report,
  { withTexts, numbers, onProgress, signal }: ReportWishes,
): Promise<Blob> {
  const report = numbers ? withNumberedReport(named, numbers) : named;
  const dataset = project.part!;
  const sources = numbers ? sourcesWithNumbers(dataset.sources, numbers) : dataset.sources;
  const { slice } = report.inputs;
  const part = slice ? partOfSlice(slice) : null;
  const texts = namedTexts(dataset);
  const [along] = sequences(dataset);
  const outline = reportOutline(report, withTexts);
  const places = modelSeries(report);
  const subject: ChartSubject = {
    data: dataset.name,
    model: null,
    items: null,
    models: places.size,
    judged: null,
    placeOf: (name) => places.get(name) ?? null,
  };
  const prompts = await promptsOf(promptsAsked(report));
  const told = new Map<QuestionReport, QuestionTold>();

  async function columnsOf(
    question: QuestionReport,
    { annotator }: ModelReport,
  ): Promise<TextColumns | null> {
    return annotator === undefined ? null : await project.figures.columns(question.question, annotator, true);
  }

  async function shownFor(question: QuestionReport, model: ModelReport, drawsTexts: boolean): Promise<Shown> {
    const columns = drawsTexts ? await columnsOf(question, model) : null;
    return partShown(textsShown(dataset, texts, question, columns), project, report, question, model);
  }

  async function numbersFor({
    question,
    model,
  }: Extract<ReportPart, { of: 'numbers' }>): Promise<ShownNumbers> {
    const columns = model?.annotator
      ? await project.figures.numberColumns(question.question, model.annotator)
      : null;
    const annotated = annotatedNumbers(dataset, question);
    const names = numberModelNames(question, model);
    return { project, report, dataset, texts, question, annotated, model, names, columns };
  }

  async function draw(one: ReportPart, name: string): Promise<string> {
    const deeper = one.headings[one.headings.length - 1].level - 2;
    const drawn = <Props extends Record<string, unknown>>(component: Component<Props>, props: Props) =>
      drawPart(component, props, name, deeper, part, subject);
    switch (one.of) {
      case 'project': {
        if (one.draws === 'inputs') return drawn(ReportInputs, { report, sources, prompts });
        if (one.draws === 'method') return drawn(ReportMethod, { report });
        const first = summarised(report);
        const questions = report.questions.map((question) => told.get(question)!);
        return drawn(ReportSummary, { report, questions, drawn: (first && told.get(first)) ?? null });
      }
      case 'question':
        return drawn(TOPICS[one.draws], { told: told.get(one.question)! });
      case 'view':
        return drawn(VIEWS[one.draws], {
          shown: await shownFor(one.question, one.model, one.draws === 'texts'),
        });
      case 'numbers': {
        const shown = await numbersFor(one);
        if (one.draws === 'texts') return drawn(ReportNumberTexts, { shown });
        const { default: View } = await numberView(one.draws)!();
        return drawn(View, { shown });
      }
    }
  }

  const total = report.questions.length + outline.length;
  let done = 0;
  async function step() {
    onProgress(done++, total);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  for (const question of report.questions) {
    await step();
    const columns = (model: ModelReport) => columnsOf(question, model);
    told.set(question, await questionTold(report, question, columns, along));
  }
  const drawn: { part: ReportPart; html: string }[] = [];
  for (const [place, one] of outline.entries()) {
    await step();
    drawn.push({ part: one, html: await draw(one, `part-${place}`) });
  }
  return reportPage(dataset.name, drawn);
}
