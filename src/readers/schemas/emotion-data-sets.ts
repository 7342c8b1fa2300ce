import { hasColumns, longMapping, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { plainText } from './nested-cell.ts';

/** EmpatheticDialogues: the emotion of a conversation's situation (`context`), with each utterance an item. */
export const empatheticDialogues: Schema = {
  name: 'EmpatheticDialogues',

  recognise(head) {
    if (!hasColumns(head, ['conv_id', 'utterance_idx', 'context', 'utterance'])) return null;
    return {
      mapping: { ...UNFOLDED_MAPPING, rater: null },
      unfold: {
        columns: UNFOLDED,
        from: ['conv_id', 'utterance_idx', 'context', 'utterance'],
        rows: (cell) => [
          [`${cell('conv_id')}_${cell('utterance_idx')}`, cell('utterance'), '', 'context', cell('context')],
        ],
      },
    };
  },
};

/** In the order of their digits in EmotionLines' `annotation`. */
const EMOTION_LINES = ['neutral', 'joy', 'sadness', 'fear', 'anger', 'surprise', 'disgust'];

/** EmotionLines: dialogues of utterances with the votes of five raters as one number of seven digits. */
export const emotionLines: Schema = {
  name: 'EmotionLines',

  recognise(head) {
    if (!hasColumns(head, ['utterance', 'emotion', 'annotation'])) return null;
    const place = head.columns.indexOf('annotation');
    if (!head.sample.every(({ problem, cells }) => problem !== null || /^\d{7}$/.test(cells[place])))
      return null;
    const mapping = longMapping({ text: 'text', id: null, rater: null }, []);
    const labels = EMOTION_LINES.map((name) => ({ column: name, name }));
    return {
      mapping: {
        ...mapping,
        layout: 'label counts',
        questions: [{ name: 'emotion', kind: 'categorical', columns: labels }],
      },
      unfold: {
        columns: ['text', ...EMOTION_LINES],
        from: ['utterance', 'annotation'],
        rows: (cell) => [[cell('utterance'), ...plainText(cell('annotation'))]],
      },
    };
  },
};
