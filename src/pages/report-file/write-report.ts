import type { ItemColumns } from '../../analysis/item-columns.ts';
import type { Report } from '../../analysis/report.ts';
import { partOfSlice, sliceNote } from '../names/slice-names.ts';
import type { OpenProject } from '../project/project.svelte.ts';
import { numberView } from '../read/number-views.ts';
import MethodChapters from '../read/method/MethodChapters.svelte';
import { annotatedNumbers, namedTexts, numberModelNames, partShown, textsShown } from '../read/part-shown.ts';
import type { ShownNumbers } from '../project/shown-numbers.ts';
import type { Shown } from '../project/shown.ts';
import { VIEWS } from '../read/views.ts';
import { drawPart } from './draw-part.ts';
import { reportOutline, type ReportPart } from './report-outline.ts';
import ReportInputs from './ReportInputs.svelte';
import { reportPage } from './report-page.ts';
import ReportNumberTexts from './ReportNumberTexts.svelte';
import ReportTexts from './ReportTexts.svelte';

export interface ReportWishes {
  readonly withTexts: boolean;
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
  report: Report,
  { withTexts, onProgress, signal }: ReportWishes,
): Promise<Blob> {
  const dataset = project.part!;
  const { slice } = report.inputs;
  const part = slice ? partOfSlice(slice) : null;
  const texts = namedTexts(dataset);
  const outline = reportOutline(report, withTexts);
  let known: { about: ReportPart['about']; shown: Shown } | null = null;

  async function shownFor(about: NonNullable<ReportPart['about']>): Promise<Shown> {
    const { question, model } = about;
    if (known?.about?.question === question && known.about.model === model) return known.shown;
    const columns: ItemColumns | null = model.annotator
      ? await project.figures.columns(question.question, model.annotator)
      : null;
    const shown = partShown(textsShown(dataset, texts, question, columns), project, report, question, model);
    known = { about, shown };
    return shown;
  }

  async function numbersFor({ question, model }: NonNullable<ReportPart['numbers']>): Promise<ShownNumbers> {
    const columns = model?.annotator
      ? await project.figures.numberColumns(question.question, model.annotator)
      : null;
    const annotated = annotatedNumbers(dataset, question);
    const names = numberModelNames(question, model);
    return { project, report, dataset, texts, question, annotated, model, names, columns };
  }

  async function draw({ draws, about, numbers, headings }: ReportPart, name: string): Promise<string> {
    if (draws === 'inputs') return drawPart(ReportInputs, { report }, name, 0, part);
    const deeper = headings[headings.length - 1].level - 2;
    if (draws === 'method') return drawPart(MethodChapters, { report, main: '' }, name, deeper, part);
    if (numbers) {
      const shown = await numbersFor(numbers);
      if (draws === 'texts') return drawPart(ReportNumberTexts, { shown }, name, deeper, part);
      const { default: View } = await numberView(draws)!();
      return drawPart(View, { shown }, name, deeper, part);
    }
    const shown = await shownFor(about!);
    if (draws === 'texts') return drawPart(ReportTexts, { shown }, name, deeper, part);
    const { default: View } = await VIEWS.find(({ id }) => id === draws)!.load();
    return drawPart(View, { shown }, name, deeper, part);
  }

  const drawn: { part: ReportPart; html: string }[] = [];
  for (const [place, part] of outline.entries()) {
    onProgress(place, outline.length);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    drawn.push({ part, html: await draw(part, `part-${place}`) });
  }
  return reportPage(dataset.name, drawn, slice && sliceNote(slice));
}
