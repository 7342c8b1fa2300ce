import { emotionQuestion } from '../goemotions-labels.ts';
import { jsonLabels } from './json-labels.ts';
import {
  eachRow,
  flagColumn,
  flagLabels,
  has,
  isTrue,
  levelIn,
  numberIn,
  rateColumn,
  rateLabels,
  type CellOf,
  type PaperSchema,
} from './paper-schema.ts';
import { temperatureName } from './temperature.ts';

/** The label that an unreadable answer counts as. */
const NEUTRAL = 'neutral';
const FEWEST_LABELS = 2;

/** `<model>_results`: a row for each sample. */
export const labelResults: PaperSchema = {
  name: 'a model’s answers with labels (one row per sample)',
  recognise: (head) =>
    has(head, 'id', 'model') &&
    (flagLabels(head).length >= FEWEST_LABELS ||
      has(head, 'temperature', 'parsed_labels') ||
      (has(head, 'temperature', 'raw_response', 'error') && !has(head, 'V_pred'))),

  async read(open, into, record) {
    const { head } = open;
    const flagged = flagLabels(head);
    const labels = flagged.length > 0 ? flagged : emotionQuestion.labels;
    const places = into.labelPlaces(record.name, labels);
    const known = new Set(labels);
    const neutral = labels.indexOf(NEUTRAL);
    const isRead = has(head, 'raw_response') || has(head, 'parsed_labels');
    const about = ['id', 'model', 'temperature', 'error', 'raw_response', 'parsed_labels'];
    await eachRow(open, record, [...about, ...flagged.map(flagColumn)], (cell) => {
      const [id, model] = [cell('id'), cell('model')];
      if (id === '' || model === '') return `The column "${id === '' ? 'id' : 'model'}" is empty.`;
      const answer = cell('raw_response') || cell('parsed_labels');
      const isJudged = flagged.length === 0 || (isRead && answer !== '');
      const said = isTrue(cell('error')) ? null : isJudged ? jsonLabels(answer, known) : [];
      if (said === null && into.unreadable === 'failed') {
        into.countUnreadable();
        return null;
      }
      const isFlagged = flagged.length > 0 && !(said === null && hasNoFlag(cell, labels));
      if (said === null && !isFlagged && neutral < 0)
        return 'No label can be read, and there is no label "neutral" that it could count as.';
      const named = isFlagged
        ? flaggedIn(cell, labels)
        : said === null
          ? [neutral]
          : said.map((label) => labels.indexOf(label));
      if (typeof named === 'string') return named;
      if (said === null) into.countUnreadable();
      into.addSample(
        model,
        temperatureName(cell('temperature')),
        id,
        named.map((label) => places[label]),
      );
      return null;
    });
  },
};

/** Whether a row leaves every flag open, as it does where the request failed. */
function hasNoFlag(cell: CellOf, labels: readonly string[]): boolean {
  return labels.every((label) => /^(nan|none|null)?$/i.test(cell(flagColumn(label)).trim()));
}

/** The places of the labels that a row flags, or why it cannot be used. */
function flaggedIn(cell: CellOf, labels: readonly string[]): number[] | string {
  const named: number[] = [];
  for (const [place, label] of labels.entries()) {
    const flag = cell(flagColumn(label));
    if (flag === '0') continue;
    const value = numberIn(flag);
    if (value === 1) named.push(place);
    else if (value !== 0) return `The column "${flagColumn(label)}" holds "${flag}"; 0 or 1 is expected.`;
  }
  return named;
}

/** `llm_distributions`: a row for each text, model and temperature; `finetuned_predictions`: without temperatures. */
export const modelRates: PaperSchema = {
  name: 'models’ rates of each label (one row per text)',
  recognise: (head) => has(head, 'id', 'model') && rateLabels(head).length >= FEWEST_LABELS,

  async read(open, into, record) {
    const labels = rateLabels(open.head);
    const places = into.labelPlaces(record.name, labels);
    await eachRow(open, record, ['id', 'model', 'temperature', ...labels.map(rateColumn)], (cell) => {
      const [id, model] = [cell('id'), cell('model')];
      if (id === '' || model === '') return `The column "${id === '' ? 'id' : 'model'}" is empty.`;
      const rates = ratesIn(cell, labels, places);
      return typeof rates === 'string'
        ? rates
        : into.addShares(model, temperatureName(cell('temperature')), id, rates);
    });
  },
};

/** `goemotions_annotator_distributions` and the core set drawn from it: people's rates, a row for each text. */
export const peopleRates: PaperSchema = {
  name: 'people’s rates of each label (one row per text)',
  recognise: (head) => has(head, 'id', 'num_annotators') && rateLabels(head).length >= FEWEST_LABELS,

  async read(open, into, record) {
    const labels = rateLabels(open.head);
    const places = into.labelPlaces(record.name, labels);
    const about = ['id', 'text', 'num_annotators', 'agreement_level', 'entropy'];
    await eachRow(open, record, [...about, ...labels.map(rateColumn)], (cell) => {
      const id = cell('id');
      if (id === '') return 'The column "id" is empty.';
      const raters = numberIn(cell('num_annotators'));
      if (raters === null)
        return `The column "num_annotators" holds "${cell('num_annotators')}"; a number is expected.`;
      const rates = ratesIn(cell, labels, places);
      if (typeof rates === 'string') return rates;
      into.addText(id, cell('text'));
      return into.addLabelled(id, {
        rates,
        raters,
        level: levelIn(cell('agreement_level')),
        entropy: numberIn(cell('entropy')),
      });
    });
  },
};

/** A row's rates, each at the place of its label, or why it cannot be used. */
function ratesIn(cell: CellOf, labels: readonly string[], places: readonly number[]): Float64Array | string {
  const rates = new Float64Array(labels.length);
  for (const [at, label] of labels.entries()) {
    const rate = numberIn(cell(rateColumn(label)));
    if (rate === null || rate < 0)
      return `The column "${rateColumn(label)}" holds "${cell(rateColumn(label))}"; a number from 0 on is expected.`;
    rates[places[at]] = rate;
  }
  return rates;
}

/** GoEmotions' own files: a row for each rater, unclear ones too, with no flag. */
export const raterRows: PaperSchema = {
  name: 'GoEmotions raw (one row per rater)',
  recognise: (head) => has(head, 'id', 'text', ...emotionQuestion.labels),

  async read(open, into, record) {
    const { labels } = emotionQuestion;
    const places = into.labelPlaces(record.name, labels);
    await eachRow(open, record, ['id', 'text', ...labels], (cell) => {
      const id = cell('id');
      if (id === '') return 'The column "id" is empty.';
      const flags = new Uint8Array(labels.length);
      for (const [at, label] of labels.entries()) {
        const flag = cell(label);
        if (isTrue(flag)) flags[places[at]] = 1;
        else if (!/^(0(\.0)?|false)$/i.test(flag))
          return `The column "${label}" holds "${flag}"; 0 or 1 is expected.`;
      }
      into.addText(id, cell('text'));
      into.addFlags(id, flags);
      return null;
    });
  },
};
