import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectsIn } from './nested-cell.ts';
import { jsonCell } from '../annotated/answer-cells.ts';

/**
 * Prodigy's annotations: `accept` lists the chosen options; or `answer` accepts or rejects the one label of the task. Who ignores
 * a task, or rejects one with options, abstains.
 */
export const prodigy: Schema = {
  name: 'Prodigy',

  recognise(head) {
    if (!hasColumns(head, ['_input_hash', '_task_hash', 'answer'])) return null;
    const { columns } = head;
    const who = ['_annotator_id', '_session_id'].find((name) => columns.includes(name));
    const withOptions = columns.includes('accept');
    if (!withOptions && !columns.includes('label')) return null;
    const from = ['text', '_input_hash', 'answer', 'accept', 'options', 'label', '_timestamp', who].filter(
      (name): name is string => name !== undefined && columns.includes(name),
    );
    return {
      mapping: { ...UNFOLDED_MAPPING, time: 'time', rater: who === undefined ? null : 'rater' },
      unfold: {
        columns: [...UNFOLDED, 'time'],
        from,
        rows(cell) {
          const answer = cell('answer');
          const base = [cell('_input_hash'), cell('text'), who === undefined ? '' : cell(who)];
          const time = cell('_timestamp');
          if (!withOptions) {
            const labels = labelCell(answer === 'ignore' ? [] : [answer]);
            return [[...base, cell('label') || 'label', labels, time]];
          }
          const accepted = jsonCell(cell('accept'));
          const names = new Map(objectsIn(cell('options')).map(({ id, text }) => [String(id), text ?? id]));
          const chosen = Array.isArray(accepted) && answer === 'accept' ? accepted : [];
          return [[...base, 'label', labelCell(chosen.map((id) => names.get(String(id)) ?? id)), time]];
        },
      },
    };
  },
};
