import { UnreadableFileError } from '../unreadable-file.ts';
import type { Triple } from './paper-files.ts';
import { eachRow, has, isTrue, levelIn, numberIn, type CellOf, type PaperSchema } from './paper-schema.ts';
import { ratingAnswer } from './rating-answer.ts';
import { temperatureName } from './temperature.ts';

/** `emobank_<model>_results`: a row for each sample. */
export const ratingResults: PaperSchema = {
  name: 'a model’s ratings of valence, arousal and dominance (one row per sample)',
  recognise: (head) => has(head, 'id', 'model', 'V_pred', 'A_pred', 'D_pred'),

  async read(open, into, record) {
    const wanted = [
      'id',
      'model',
      'temperature',
      'V_pred',
      'A_pred',
      'D_pred',
      'parse_error',
      'api_error',
      'raw_response',
    ];
    await eachRow(open, record, wanted, (cell) => {
      const [id, model] = [cell('id'), cell('model')];
      if (id === '' || model === '') return `The column "${id === '' ? 'id' : 'model'}" is empty.`;
      const isFailed = isTrue(cell('parse_error')) || isTrue(cell('api_error'));
      const rating = isFailed
        ? null
        : (numbersIn(cell, (dimension) => `${dimension}_pred`) ?? ratingAnswer(cell('raw_response')));
      if (rating === null) into.countUnreadable();
      else into.addModelRating(model, temperatureName(cell('temperature')), id, rating);
      return null;
    });
  },
};

/** `emobank_annotator_stats` and the core set drawn from it: means and spreads, a row for each text. */
export const ratingStatistics: PaperSchema = {
  name: 'people’s mean ratings of valence, arousal and dominance (one row per text)',
  recognise: (head) => has(head, 'id', 'V_mean', 'A_mean', 'D_mean', 'mean_vad_std'),

  async read(open, into, record) {
    const wanted = ['id', 'text', 'V_mean', 'A_mean', 'D_mean', 'mean_vad_std', 'agreement_level'];
    await eachRow(open, record, wanted, (cell) => {
      const id = cell('id');
      if (id === '') return 'The column "id" is empty.';
      const means = numbersIn(cell, (dimension) => `${dimension}_mean`);
      const deviation = numberIn(cell('mean_vad_std'));
      if (means === null || deviation === null)
        return 'One of the columns "V_mean", "A_mean", "D_mean", "mean_vad_std" holds no number.';
      into.addText(id, cell('text'));
      return into.addRated(id, { means, deviation, level: levelIn(cell('agreement_level')) });
    });
  },
};

/** EmoBank's individual ratings from the reader's perspective, every row of them. */
export const individualRatings: PaperSchema = {
  name: 'EmoBank ratings (one row per rater)',
  recognise: (head) => has(head, 'id', 'V', 'A', 'D') && head.columns.length === 4,

  async read(open, into, record) {
    if (/writer/i.test(record.name))
      throw new UnreadableFileError(
        record.name,
        'It holds ratings from the writer’s perspective; the paper is about the reader’s. Name individual_reader_ratings.csv.',
      );
    await eachRow(open, record, ['id', 'V', 'A', 'D'], (cell) => {
      const id = cell('id');
      if (id === '') return 'The column "id" is empty.';
      const rating = numbersIn(cell, (dimension) => dimension);
      if (rating === null) return 'One of the columns "V", "A", "D" holds no number.';
      into.addRating(id, rating);
      return null;
    });
  },
};

/** Tables of texts by id, such as `core_set_with_text.csv`, `goemotions_metadata` and `emobank.csv`. */
export const textsById: PaperSchema = {
  name: 'texts by id',
  recognise: (head) => has(head, 'id', 'text'),

  async read(open, into, record) {
    await eachRow(open, record, ['id', 'text'], (cell) => {
      if (cell('id') === '') return 'The column "id" is empty.';
      into.addText(cell('id'), cell('text'));
      return null;
    });
  },
};

function numbersIn(cell: CellOf, column: (dimension: string) => string): Triple | null {
  const [v, a, d] = ['V', 'A', 'D'].map((dimension) => numberIn(cell(column(dimension))));
  return v === null || a === null || d === null ? null : [v, a, d];
}
