import { jsonCell } from '../annotated/answer-cells.ts';
import { findKeys } from '../annotated/find-keys.ts';
import { taxonomyLabels } from './label-studio.ts';
import { hasColumns, UNFOLDED_TIMED, UNFOLDED_TIMED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectOf } from './nested-cell.ts';

const META = [
  'annotation_id',
  'annotator',
  'created_at',
  'updated_at',
  'lead_time',
  'id',
  'agreement',
  'predictions',
  'meta',
];

/** Label Studio's JSON-MIN and CSV exports: a row for each annotation, and a column for each of the project's controls. */
export const labelStudioMin: Schema = {
  name: 'Label Studio CSV or JSON-MIN',

  recognise(head) {
    if (!hasColumns(head, ['annotation_id', 'annotator', 'lead_time'])) return null;
    const { columns, text } = findKeys(head);
    if (text === null) return null;
    const others = columns.names.filter((name) => !META.includes(name) && name !== text);
    // The project's data are the same in all rows of a task; answers are few, or in an object of their kind.
    const answers = others.filter(
      (name) =>
        columns.filled(name).some((cell) => controlLabels(cell) !== null) ||
        (columns.determines(['id'], name) !== true && columns.isAnswers(name)),
    );
    const questions = answers.length > 0 ? answers : others.filter((name) => columns.isAnswers(name));
    if (questions.length === 0) return null;
    const from = [
      ...new Set(
        ['id', 'annotation_id', 'annotator', 'lead_time', text, ...questions].filter((name) =>
          head.columns.includes(name),
        ),
      ),
    ];
    return {
      mapping: UNFOLDED_TIMED_MAPPING,
      unfold: {
        columns: UNFOLDED_TIMED,
        from,
        rows: (cell) =>
          questions.map((question) => {
            const given = cell(question);
            return [
              cell('id'),
              cell(text),
              cell('annotator'),
              question,
              labelCell(controlLabels(given) ?? plainLabels(given)),
              cell('lead_time'),
            ];
          }),
      },
    };
  },
};

/** The labels in an object of a control, or a list of ratings; `null` for a plain cell. */
function controlLabels(cell: string): readonly unknown[] | null {
  const value = jsonCell(cell);
  if (Array.isArray(value)) {
    const each = value.map((one) => objectOf(one)?.rating ?? objectOf(one)?.number);
    if (each.length > 0 && each.every((one) => one !== undefined)) return each;
    const paths = value.map((one) => objectOf(one)?.taxonomy).filter(Array.isArray);
    return paths.length > 0 ? paths.flatMap((path) => taxonomyLabels(path as unknown[])) : null;
  }
  const object = objectOf(value);
  if (Array.isArray(object?.choices)) return object.choices;
  if (Array.isArray(object?.taxonomy)) return taxonomyLabels(object.taxonomy);
  return object?.rating === undefined ? null : [object.rating];
}

function plainLabels(cell: string): readonly unknown[] {
  const value = jsonCell(cell);
  return Array.isArray(value) ? value.flat() : cell.trim() === '' ? [] : [cell];
}
