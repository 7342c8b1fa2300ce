import { labelAgreement } from './label-agreement.ts';
import { NO_INTERVAL, pick } from './intervals.ts';
import type { Interval, SliceFigure, SlicedModelReport, SlicesReport } from './report.ts';
import { isNumberStudy, type Study } from './question-kinds.ts';
import { Section, sectionOf, sectionWithout, withReasons, type FiguresOf } from './section.ts';
import { gapSection, gapWithout } from './sections/gap.ts';
import {
  entropyDifferences,
  entropyDifferenceWithout,
  labelsSection,
  top1Without,
  uncertaintySection,
} from './sections/labels.ts';
import { sliceDifference, type SliceMeasure } from './slice-difference.ts';
import type { Sliced } from './slice.ts';
import { stream, type ModelStudy, type QuestionStudy } from './study.ts';
import { studiesOf, type AnalysisInputs } from './tasks.ts';

/** One side of a comparison: a model's study within a slice. */
interface Side {
  readonly study: QuestionStudy;
  readonly model: ModelStudy;
  /** Of the slice's items. */
  readonly ids: readonly string[];
}

type Measure = 'squared' | 'jsd' | 'top1' | 'entropyDifference';

/**
 * Every model's gap, labels and uncertainty in one slice of a data set beside another, with the differences.
 * @param inputs of the report, which is over the one slice
 * @param other of the same data set with the same predictions
 */
export function compareSlices(inputs: AnalysisInputs, other: Sliced): SlicesReport {
  const here = labelled(studiesOf(inputs));
  const there = labelled(studiesOf({ ...other, settings: inputs.settings }));
  return {
    other: other.slice,
    questions: here.map((study, place) => ({
      question: study.annotated.question.id,
      models: study.models.flatMap((model, own) =>
        model.reference
          ? []
          : [
              modelOf(
                { study, model, ids: inputs.dataset.ids },
                { study: there[place], model: there[place].models[own], ids: other.dataset.ids },
              ),
            ],
      ),
    })),
  };
}

/** Answers in numbers have no labels to compare. */
function labelled(studies: readonly Study[]): QuestionStudy[] {
  return studies.flatMap((study) => (isNumberStudy(study) ? [] : [study]));
}

function modelOf(here: Side, there: Side): SlicedModelReport {
  const { name, method, key } = here.model;
  const [ours, theirs] = [intervals(here), intervals(there)];
  const figure = (measure: Measure) => figureOf(measure, here, ours[measure], there, theirs[measure]);
  return withReasons(
    sectionOf<FiguresOf<SlicedModelReport>>({
      model: name,
      method,
      ...(key !== null && { annotator: key }),
      squared: figure('squared'),
      jsd: figure('jsd'),
      top1: figure('top1'),
      entropyDifference: figure('entropyDifference'),
    }),
  );
}

/** The figures of the report on one slice. */
function intervals({ study, model }: Side): Record<Measure, Section<Interval>> {
  const gap = gapSection(study, model);
  const labels = labelsSection(study, model);
  const uncertainty = uncertaintySection(study, model);
  const part = <T extends object>({ figures, reasons }: Section<T>, name: keyof T & string) => {
    const interval = figures[name] as Interval;
    const why = reasons[name] ?? reasons[''];
    return interval.mean === null ? sectionWithout(interval, why) : new Section(interval);
  };
  return {
    squared: part(gap, 'squared'),
    jsd: part(gap, 'jsd'),
    top1: part(labels, 'top1Interval'),
    entropyDifference: part(uncertainty, 'entropyDifferenceInterval'),
  };
}

function figureOf(
  measure: Measure,
  here: Side,
  ours: Section<Interval>,
  there: Side,
  theirs: Section<Interval>,
): Section<SliceFigure> {
  const [a, b] = [measureOf(measure, here), measureOf(measure, there)];
  const { settings } = here.study;
  const missing = [ours, theirs].find(({ figures }) => figures.mean === null);
  const difference = missing
    ? sectionWithout(NO_INTERVAL, missing.reasons[''])
    : new Section(sliceDifference(a, b, settings.resamples, stream(here.study, 'slices')));
  return sectionOf<SliceFigure>({
    here: ours,
    itemsHere: a.values.length,
    there: theirs,
    itemsThere: b.values.length,
    difference,
  });
}

function measureOf(measure: Measure, { study, model, ids }: Side): SliceMeasure {
  const { question, votes, origin } = study.annotated;
  const { figures } = model;
  const over = (items: Uint32Array, values: Float64Array, without: SliceMeasureWithout): SliceMeasure => ({
    ids: Array.from(items, (item) => ids[item]),
    values,
    raters: origin === 'raters' ? { votes, labels: figures.labels, items, without } : null,
  });
  switch (measure) {
    case 'squared':
    case 'jsd': {
      const items = measure === 'squared' ? model.squaredItems : model.items;
      return over(items, pick(figures[measure], items), gapWithout(question, figures, [measure]));
    }
    case 'top1': {
      const items = model.labelItems;
      return over(items, labelAgreement(figures, items).top1, top1Without(figures));
    }
    case 'entropyDifference': {
      const { items } = model;
      return over(items, entropyDifferences(figures, items), entropyDifferenceWithout(figures));
    }
  }
}

type SliceMeasureWithout = NonNullable<SliceMeasure['raters']>['without'];
