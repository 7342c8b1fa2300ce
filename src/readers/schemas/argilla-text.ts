import { hasColumns, longMapping, type Schema } from './schema.ts';

/** Records of text classification as Argilla (and Rubrix) exported them before version 2: a row for each annotator's answer. */
export const argillaText: Schema = {
  name: 'Argilla text classification',

  recognise(head) {
    if (!hasColumns(head, ['text', 'annotation', 'annotation_agent', 'status'])) return null;
    const id = head.columns.includes('id') ? 'id' : null;
    return { mapping: longMapping({ text: 'text', id, rater: 'annotation_agent' }, ['annotation']) };
  },
};
