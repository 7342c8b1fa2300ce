import { isAnswerName } from '../annotated/column-names.ts';
import { findKeys } from '../annotated/find-keys.ts';
import { hasColumns, longMapping, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell } from './nested-cell.ts';

/** Appen's (CrowdFlower's) full report: a row for each judgment. Several labels stand on lines of their own. */
export const appenFull: Schema = {
  name: 'Appen full report',

  recognise(head) {
    if (!hasColumns(head, ['_unit_id', '_worker_id'])) return null;
    const { columns, text } = findKeys(head, { id: '_unit_id', rater: '_worker_id' });
    const possible = columns.names.filter(
      (name) =>
        !name.startsWith('_') &&
        name !== text &&
        !/_gold(_reason)?$/.test(name) &&
        columns.isShort(name) &&
        columns.filled(name).length > 0,
    );
    const told = possible.filter(
      (name) => columns.names.includes(`${name}_gold`) || columns.determines(['_unit_id'], name) === false,
    );
    const questions = told.length > 0 ? told : possible.filter(isAnswerName);
    if (questions.length === 0) return null;
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['_unit_id', '_worker_id', '_tainted', ...(text === null ? [] : [text]), ...questions].filter(
          (name) => head.columns.includes(name),
        ),
        rows(cell) {
          if (/^true$/i.test(cell('_tainted'))) return 'The judgment is tainted, so Appen leaves it out too.';
          const id = cell('_unit_id');
          return questions.map((question) => [
            id,
            text === null ? id : cell(text),
            cell('_worker_id'),
            question,
            labelCell(cell(question).split('\n')),
          ]);
        },
      },
    };
  },
};

/** Appen's aggregated report: one answer for each unit, with the confidence of the aggregation beside it. */
export const appenAggregated: Schema = {
  name: 'Appen aggregated report',

  recognise(head) {
    if (!hasColumns(head, ['_unit_id']) || head.columns.includes('_worker_id')) return null;
    const questions = head.columns.filter((name) => head.columns.includes(`${name}:confidence`));
    const { text } = findKeys(head, { id: '_unit_id' });
    return questions.length === 0
      ? null
      : { mapping: longMapping({ text, id: '_unit_id', rater: null }, questions) };
  },
};
