import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectOf, objectsIn, plainText } from './nested-cell.ts';

/** Potato's `annotated_instances.jsonl`: one person's answers, by schema and label; the file is in the person's folder. */
export const potatoJson: Schema = {
  name: 'Potato annotated instances',

  recognise(head) {
    if (!hasColumns(head, ['id', 'label_annotations'])) return null;
    const who = ['user', 'user_id', 'username'].find((name) => head.columns.includes(name));
    const text = ['displayed_text', 'text'].find((name) => head.columns.includes(name));
    return {
      personIs: 'folder',
      mapping: {
        ...UNFOLDED_MAPPING,
        rater: who === undefined ? null : 'rater',
        text: text === undefined ? null : 'text',
      },
      unfold: {
        columns: UNFOLDED,
        from: ['id', text, who, 'label_annotations'].filter((name) => name !== undefined),
        rows: (cell) =>
          Object.entries(objectsIn(cell('label_annotations'))[0] ?? {}).map(([question, chosen]) => [
            cell('id'),
            text === undefined ? '' : cell(text),
            who === undefined ? '' : cell(who),
            question,
            labelCell(labelsOf(chosen)),
          ]),
      },
    };
  },
};

/** `{"joy": "joy"}`, `{"joy": true}`, or of a scale `{"scale_4": "4"}`. */
function labelsOf(chosen: unknown): string[] {
  return Object.entries(objectOf(chosen) ?? {}).flatMap(([label, value]) => {
    if (value === false || value === null || value === '' || value === 'false') return [];
    return /^scale_-?\d+$/.test(label) ? [plainText(value) || label.slice(6)] : [label];
  });
}
