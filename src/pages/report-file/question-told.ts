import type { TextColumns } from '../../jobs/text-columns.ts';
import { reliabilityCurve, type ReliabilityBin } from '../../analysis/reliability-curve.ts';
import type { ModelReport, QuestionReport, Report } from '../../analysis/report.ts';
import { isOneTemperature, modelNames } from '../names/model-names.ts';
import {
  ratingCourse,
  sharesCourse,
  type MeanCourse,
  type SharesCourse,
} from '../../charts/model-courses.ts';
import { seriesColour } from '../../charts/series.ts';
import { modelSeries } from '../names/model-series.ts';
import type { Sequence } from '../read/parts/sequences.ts';
import { modelsOf } from '../read/parts/findings.ts';
import {
  entropyPairs,
  judgedItems,
  rightEntropyPairs,
  type EntropyPairs,
} from '../read/parts/judged-items.ts';

/** A model as the report file tells of it: its figures, and what its charts draw of every text. */
export interface ModelTold {
  readonly model: ModelReport;
  /** What it is called everywhere in the file. */
  readonly name: string;
  /** Its colour in every chart. */
  readonly colour: string;
  /** Empty where no text was judged by people and model. */
  readonly bins: readonly ReliabilityBin[];
  readonly entropies: EntropyPairs | null;
  /** Those of an exactly right model. */
  readonly right: EntropyPairs | null;
  /** Along texts that nobody was asked about: shares of labels, or the mean on a scale; `null` with too few texts. */
  readonly shares: SharesCourse | null;
  readonly means: MeanCourse | null;
}

/** A question with labels and all models that answered it: what every part of the report file about it is drawn from. */
export interface QuestionTold {
  readonly report: Report;
  readonly question: QuestionReport;
  readonly models: readonly ModelTold[];
  readonly references: readonly ModelReport[];
  /** Answers at one temperature, which are told of in the tables of the paper alone. */
  readonly temperatures: number;
  /** What its texts stand along. */
  readonly along: Sequence;
}

/**
 * Reads every model's columns one after another, and keeps of each only what is drawn of it.
 * @param columnsOf a model's figures of every text; `null` where there are none
 * @param along what its texts stand along
 */
export async function questionTold(
  report: Report,
  question: QuestionReport,
  columnsOf: (model: ModelReport) => Promise<TextColumns | null>,
  along: Sequence,
): Promise<QuestionTold> {
  const { models: all, references } = modelsOf(question);
  const whole = all.filter((model) => !isOneTemperature(model));
  const names = modelNames(whole);
  const places = modelSeries(report);
  const models: ModelTold[] = [];
  for (const model of whole) {
    const columns = await columnsOf(model);
    // What people answered is compared with them instead.
    const alone = question.people === null ? columns : null;
    const isScale = question.kind === 'ordinal';
    models.push({
      model,
      name: names.get(model)!,
      colour: seriesColour(places.get(names.get(model)!) ?? 0),
      bins: columns?.people
        ? reliabilityCurve(columns.people, columns.model, question.labels.length, judgedItems(columns))
        : [],
      entropies: columns && entropyPairs(columns),
      right: columns && rightEntropyPairs(columns),
      shares: alone && !isScale ? sharesCourse(alone, question.labels, along.at) : null,
      means: alone && isScale ? ratingCourse(alone, question.labels.map(Number), along.at) : null,
    });
  }
  return { report, question, models, references, temperatures: all.length - whole.length, along };
}
