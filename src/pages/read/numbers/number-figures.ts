import { format } from '../../../numerals/number-form.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import type {
  Figure,
  Interval,
  NumberModelReport,
  NumberQuestionReport,
  Reasons,
} from '../../../analysis/report.ts';

/** One figure of a table: its value with its interval, or why it has none. */
export interface NumberRow {
  readonly name: string;
  readonly value: string;
  readonly interval: string;
  /** Why there is no figure, or what else is to be known of it. */
  readonly note: string;
}

const figure = format('.3~f');

/** A number in a table; a dash where there is none. */
export function written(value: Figure | undefined): string {
  return value === null || value === undefined ? '–' : figure(value).replace('-', '−');
}

function row(
  name: string,
  value: Figure | Interval | undefined,
  reasons: Readonly<Reasons>,
  path: string,
  note = '',
): NumberRow {
  const interval = typeof value === 'object' && value !== null ? value : null;
  const mean = interval ? interval.mean : (value as Figure | undefined);
  const isGiven = mean !== null && mean !== undefined;
  const ends = interval && interval.lo !== null && interval.hi !== null;
  const why = isGiven
    ? note
    : (reasonFor(reasons, `${path}${interval ? '.mean' : ''}`) ?? 'Not computed yet.');
  const whyNoEnds = isGiven && interval && !ends ? (reasonFor(reasons, `${path}.lo`) ?? '') : '';
  return {
    name,
    value: written(mean),
    interval: ends ? `${written(interval.lo)} to ${written(interval.hi)}` : '–',
    note: [why, whyNoEnds].filter(Boolean).join(' '),
  };
}

/** What a model is beside people. */
export function modelRows({ people }: NumberQuestionReport, model: NumberModelReport): NumberRow[] {
  const { agreement, error, spread, reasons } = model;
  const among = people?.among;
  const ceiling = among?.ceiling.pearson;
  const least = among?.ceiling.rmse;
  const oneRater = among?.oneRater;
  const beside = (value: Figure | undefined) =>
    value === null || value === undefined ? '' : `One rater beside the others: ${written(value)}.`;
  return [
    row(
      'Pearson',
      agreement?.pearson,
      reasons,
      'agreement.pearson',
      [
        beside(oneRater?.pearson),
        ceiling === null || ceiling === undefined ? '' : `Noise ceiling: ${written(ceiling)}.`,
      ].join(' '),
    ),
    row('Spearman', agreement?.spearman, reasons, 'agreement.spearman'),
    row('Lin’s concordance', agreement?.concordance, reasons, 'agreement.concordance'),
    row('MAE', error?.mae, reasons, 'error.mae', beside(oneRater?.mae.mean)),
    row(
      'RMSE',
      error?.rmse,
      reasons,
      'error.rmse',
      [
        beside(oneRater?.rmse),
        least === null || least === undefined
          ? ''
          : `Of a model that knows the true means: ${written(least)}.`,
      ].join(' '),
    ),
    row('Bias (model − people)', error?.bias, reasons, 'error.bias'),
    row('CRPS', error?.crps, reasons, 'error.crps', beside(oneRater?.crps.mean)),
    row('Within-text variance, people', spread?.people, reasons, 'spread.people'),
    row('Within-text variance, model', spread?.model, reasons, 'spread.model'),
    row('Within-text variance, model − people', spread?.difference, reasons, 'spread.difference'),
  ];
}

/** How people agree among themselves. */
export function peopleRows({ people }: NumberQuestionReport): NumberRow[] {
  if (!people) return [];
  const { among, reasons } = people;
  const k = among?.k;
  return [
    row('ICC(2,1), one rater', among?.icc1, reasons, 'among.icc1'),
    row(
      'ICC(2,k), mean of the raters',
      among?.iccK,
      reasons,
      'among.iccK',
      k === null || k === undefined ? '' : `k = ${written(k)}.`,
    ),
    row('Krippendorff’s α', among?.alpha, reasons, 'among.alpha'),
    row('Within-text variance', among?.withinVariance, reasons, 'among.withinVariance'),
    row('Reliability of a text’s mean', among?.reliability, reasons, 'among.reliability'),
    row('Noise ceiling, Pearson', among?.ceiling.pearson, reasons, 'among.ceiling.pearson'),
    row('Noise ceiling, RMSE', among?.ceiling.rmse, reasons, 'among.ceiling.rmse'),
    row('One rater beside the others, MAE', among?.oneRater.mae, reasons, 'among.oneRater.mae'),
    row('One rater beside the others, CRPS', among?.oneRater.crps, reasons, 'among.oneRater.crps'),
  ];
}

/** A difference in a table, with its sign. */
export function signed(value: number): string {
  const words = written(value);
  return value > 0 && words !== '0' ? `+${words}` : words;
}
