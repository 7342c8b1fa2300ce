import { SampledColumns } from '../annotated/sampled-columns.ts';
import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell } from './nested-cell.ts';
import { isRemarkName } from '../annotated/column-names.ts';
import { jsonCell } from '../annotated/answer-cells.ts';

/** Toloka's assignments: `INPUT:` columns hold the task, `OUTPUT:` columns what the performer said. Rejected ones are left out. */
export const toloka: Schema = {
  name: 'Toloka assignments',

  recognise(head) {
    const who = ['ASSIGNMENT:worker_id', 'ASSIGNMENT:user_id'].find((name) => head.columns.includes(name));
    const outputs = head.columns.filter((name) => name.startsWith('OUTPUT:'));
    if (who === undefined || outputs.length === 0) return null;
    const columns = new SampledColumns(head);
    const inputs = head.columns.filter(
      (name) => name.startsWith('INPUT:') && columns.filled(name).length > 0,
    );
    const text = inputs.find((name) => columns.isProse(name)) ?? inputs[0];
    const questions = outputs.filter(
      (name) => columns.filled(name).length > 0 && columns.isShort(name) && !isRemarkName(name),
    );
    if (text === undefined || questions.length === 0) return null;
    const hasIds =
      hasColumns(head, ['ASSIGNMENT:task_id']) && columns.determines([text], 'ASSIGNMENT:task_id') !== false;
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: [who, 'ASSIGNMENT:task_id', 'ASSIGNMENT:status', text, ...questions].filter((name) =>
          head.columns.includes(name),
        ),
        rows(cell) {
          const status = cell('ASSIGNMENT:status');
          if (/^(rejected|skipped|expired)$/i.test(status))
            return `The assignment was ${status.toLowerCase()}.`;
          const id = hasIds ? cell('ASSIGNMENT:task_id') : cell(text);
          return questions.map((name) => {
            const value = jsonCell(cell(name));
            return [
              id,
              cell(text),
              cell(who),
              name.slice('OUTPUT:'.length),
              labelCell(Array.isArray(value) ? value : [cell(name)]),
            ];
          });
        },
      },
    };
  },
};
