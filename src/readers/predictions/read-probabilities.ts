import { requireDecided } from '../reading-ask.ts';
import type { OpenFile } from '../tables/open-file.ts';
import type { ItemMatch } from './item-matcher.ts';
import { matchLabels } from './match-labels.ts';
import type { PredictionOptions } from './model-predictions.ts';
import type { PredictionAccount } from './prediction-account.ts';
import type { PredictionLayout } from './prediction-layout.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { keyOf, modelOf, rowsOf, tablePlaces, temperatureOf } from './prediction-rows.ts';
import { readDistribution, readLogits, requireAllLabels } from './probability-rows.ts';
import { areLogProbabilities, areProbabilities, requireProbabilities } from './score-kinds.ts';

/** A row for each item, with a column of probabilities or scores for each label. */
export async function readProbabilities(
  open: OpenFile,
  layout: Extract<PredictionLayout, { kind: 'probabilities' }>,
  match: ItemMatch,
  record: PredictionRecord,
  account: PredictionAccount,
  options: PredictionOptions,
): Promise<void> {
  const { columns } = open.head;
  const matched = matchLabels(record.name, layout.numbers, account.labelledQuestions(record.name), options);
  requireAllLabels(open.head, layout.numbers, matched, options);
  const { scores } = options;
  if (scores === undefined)
    for (const one of matched) {
      if (areLogProbabilities(open.head, one.columns.flat())) continue;
      const others = matched.flatMap((other) => (other === one ? [] : other.columns.flat()));
      const numbers = layout.numbers.filter((name) => !others.includes(name));
      requireDecided(requireProbabilities(open.head, one.columns.flat(), numbers));
    }
  const questions = matched.map(({ question, columns: names }) => ({
    question,
    places: names.map((own) => own.map((name) => columns.indexOf(name))),
    // Logits of one question may stand beside probabilities of another.
    read:
      (scores === 'softmax' && !areProbabilities(open.head, names.flat())) ||
      (scores === undefined && areLogProbabilities(open.head, names.flat()))
        ? readLogits
        : readDistribution,
  }));
  const table = tablePlaces(columns, layout);
  const wanted = [...table.all, ...questions.flatMap(({ places }) => places.flat())];
  for await (const row of rowsOf(open.rows(wanted), record)) {
    const item = account.item(row, keyOf(row, table), match, record);
    if (item === null) continue;
    const model = modelOf(row, table, record.name);
    const given = questions.map(({ places, read }) => read(row.cells, places, columns));
    const wrong = given.find((one) => typeof one === 'string');
    const answers = questions.map(({ question }) =>
      account.of(model, 'probabilities', question, record, temperatureOf(row, table)),
    );
    if (wrong !== undefined) record.skip(row, wrong);
    else if (answers.some((one) => one.has(item)))
      record.skip(row, `The id "${keyOf(row, table).id ?? ''}" stands in an earlier row of this model.`);
    else {
      let used = false;
      let renormalised = false;
      for (const [at, one] of given.entries()) {
        if (typeof one === 'string' || one.distribution === null) continue;
        answers[at].addDistribution(item, one.distribution, account.sources.length);
        used = true;
        renormalised ||= one.renormalised;
      }
      if (renormalised) record.renormalised++;
      if (used) record.rowsUsed++;
      else {
        for (const one of answers) one.addFailure(item);
        account.fail(row, keyOf(row, table), model, '', 'The row has no probabilities.', record);
      }
    }
  }
}
