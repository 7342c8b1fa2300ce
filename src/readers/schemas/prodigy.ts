import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectsIn } from './nested-cell.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';

/**
 * Prodigy's annotations: `accept` lists the chosen options; or `answer` accepts or rejects the one label of the task. Who ignores
 * a task, or rejects one with options, abstains.
 */
export const prodigy: Schema = {
  name: 'Prodigy',

  recognise(head) {
    if (!hasColumns(head, ['_input_hash', '_task_hash', 'answer'])) return null;
    const { columns } = head;
    const sampled = new SampledColumns(head);
    const named = ['_annotator_id', '_session_id'].filter(
      (name) => columns.includes(name) && sampled.filled(name).length > 0,
    );
    // Older versions write null where nobody has a session of their own.
    const who = named[0];
    const withOptions = columns.includes('accept');
    if (!withOptions && !columns.includes('label')) return null;
    const from = [
      'text',
      'html',
      '_input_hash',
      'answer',
      'accept',
      'options',
      'label',
      '_timestamp',
      who,
    ].filter((name): name is string => name !== undefined && columns.includes(name));
    return {
      mapping: { ...UNFOLDED_MAPPING, time: 'time', rater: who === undefined ? null : 'rater' },
      unfold: {
        columns: [...UNFOLDED, 'time'],
        from,
        rows(cell) {
          const answer = cell('answer');
          const text = columns.includes('text') ? cell('text') : '';
          const html = text === '' && columns.includes('html') ? withoutTags(cell('html')) : text;
          const base = [cell('_input_hash'), html, who === undefined ? '' : cell(who)];
          const time = cell('_timestamp');
          if (!withOptions) {
            const labels = labelCell(answer === 'ignore' ? [] : [answer]);
            return [[...base, cell('label') || 'label', labels, time]];
          }
          const accepted = jsonCell(cell('accept'));
          const names = new Map(
            objectsIn(cell('options')).map(({ id, text: word, html: tagged }) => [
              String(id),
              word ?? (typeof tagged === 'string' ? withoutTags(tagged) || id : id),
            ]),
          );
          const chosen = Array.isArray(accepted) && answer === 'accept' ? accepted : [];
          return [[...base, 'label', labelCell(chosen.map((id) => names.get(String(id)) ?? id)), time]];
        },
      },
    };
  },
};

/** The words of a text in HTML. */
function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
