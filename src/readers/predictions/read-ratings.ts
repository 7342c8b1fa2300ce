import type { NumberRange } from '../../judgments/question.ts';
import { isTrue } from '../paper/paper-schema.ts';
import { ratingAnswer } from '../paper/rating-answer.ts';
import type { OpenFile } from '../tables/open-file.ts';
import type { ItemMatch } from './item-matcher.ts';
import type { PredictionAccount } from './prediction-account.ts';
import type { PredictionLayout } from './prediction-layout.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { keyOf, modelOf, rowsOf, tablePlaces, temperatureOf } from './prediction-rows.ts';
import { RATING_COLUMNS, ratedScales, spreadOver, triple } from './rated-scales.ts';

/** A row for each sample, with a number on each scale: where that has points, the two nearest share it. */
export async function readRatings(
  open: OpenFile,
  layout: Extract<PredictionLayout, { kind: 'ratings' }>,
  match: ItemMatch,
  record: PredictionRecord,
  account: PredictionAccount,
): Promise<void> {
  const { columns } = open.head;
  const table = tablePlaces(columns, layout);
  const scales = ratedScales(record.name, account.questions(record.name));
  const place = (name: string) => columns.indexOf(name);
  const numbers = RATING_COLUMNS.map(place);
  const [parse, api, response] = ['parse_error', 'api_error', 'raw_response'].map(place);
  const wanted = [...table.all, ...numbers, parse, api, response].filter((at) => at >= 0);
  for await (const row of rowsOf(open.rows(wanted), record)) {
    const key = keyOf(row, table);
    const item = account.item(row, key, match, record);
    if (item === null) continue;
    const model = modelOf(row, table, record.name);
    const cell = (at: number) => row.cells[at] ?? '';
    const rating =
      isTrue(cell(parse)) || isTrue(cell(api))
        ? null
        : (triple(numbers.map(cell)) ?? ratingAnswer(cell(response)));
    for (const { question, dimension } of scales) {
      const answers = account.of(model, 'responses', question, record, temperatureOf(row, table));
      if (rating === null) answers.addFailure(item);
      else if (question.kind === 'continuous')
        answers.addNumber(item, clamped(rating[dimension], question.range), account.sources.length);
      else
        answers.addDistribution(item, spreadOver(question.points, rating[dimension]), account.sources.length);
    }
    if (rating === null)
      account.fail(row, key, model, cell(response), 'The answer holds no rating that can be read.', record);
    else record.rowsUsed++;
  }
}

/** A number beyond an end of the range is the end, as the paper has it. */
function clamped(value: number, { lowest, highest }: NumberRange): number {
  return Math.min(Math.max(value, lowest), highest);
}
