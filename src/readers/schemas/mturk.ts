import { SampledColumns } from '../annotated/sampled-columns.ts';
import { labelGroup } from '../annotated/label-group.ts';
import { hasColumns, UNFOLDED_TIMED, UNFOLDED_TIMED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectOf, objectsIn, plainText } from './nested-cell.ts';
import { flagIn } from '../annotated/answer-cells.ts';
import { isRemarkName } from '../annotated/column-names.ts';

/**
 * Batch results of Amazon Mechanical Turk: `Input.` columns hold the task, `Answer.` columns what the worker said, as labels, as
 * a column for each label that is true or false, or as JSON (`Answer.taskAnswers`). Rejected assignments are left out.
 */
export const mturk: Schema = {
  name: 'Mechanical Turk batch results',

  recognise(head) {
    if (!hasColumns(head, ['HITId', 'WorkerId'])) return null;
    const answers = head.columns.filter((name) => name.startsWith('Answer.'));
    const columns = new SampledColumns(head);
    const inputs = head.columns.filter(
      (name) => name.startsWith('Input.') && columns.filled(name).length > 0,
    );
    const text = inputs.sort((a, b) => averageLength(columns, b) - averageLength(columns, a))[0];
    if (answers.length === 0 || text === undefined) return null;
    const flags = answers.filter(
      (name) => columns.filled(name).length > 0 && columns.isFlags(name) && /\.[^.]+\.[^.]+$/.test(name),
    );
    const groups = flagGroups(flags);
    const plain = answers.filter(
      (name) => !groups.some(({ columns: own }) => own.some(({ column }) => column === name)),
    );
    const questions = plain.filter(
      (name) =>
        columns.filled(name).length > 0 &&
        !isRemarkName(questionName(name)) &&
        (columns.isAnswers(name) || columns.isNested(name)),
    );
    if (questions.length === 0 && groups.length === 0) return null;
    // One task of several texts repeats the HIT's id: the text then tells items apart.
    const id = columns.determines(['HITId'], text) === false ? text : 'HITId';
    return {
      mapping: UNFOLDED_TIMED_MAPPING,
      unfold: {
        columns: UNFOLDED_TIMED,
        from: [
          'HITId',
          'WorkerId',
          'AssignmentStatus',
          'WorkTimeInSeconds',
          text,
          ...questions,
          ...groups.flatMap(({ columns: own }) => own.map(({ column }) => column)),
        ].filter((name) => head.columns.includes(name)),
        rows(cell) {
          if (/^rejected$/i.test(cell('AssignmentStatus'))) return 'The assignment was rejected.';
          const base = [cell(id), cell(text), cell('WorkerId')];
          const seconds = cell('WorkTimeInSeconds');
          return [
            ...questions.flatMap((name) =>
              nestedAnswers(name, cell(name)).map(([question, labels]) => [
                ...base,
                question,
                labels,
                seconds,
              ]),
            ),
            ...groups.map(({ name, columns: own }) => [
              ...base,
              name,
              labelCell(
                own
                  .filter(({ column }) => flagIn(cell(column), column) === true)
                  .map(({ name: label }) => label),
              ),
              seconds,
            ]),
          ];
        },
      },
    };
  },
};

function averageLength(columns: SampledColumns, name: string): number {
  const cells = columns.filled(name);
  return /url$/i.test(name) ? 0 : cells.join('').length / cells.length;
}

/** Columns such as `Answer.emotion.joy`, by what they begin with. */
function flagGroups(
  names: readonly string[],
): { name: string; columns: { column: string; name: string }[] }[] {
  const byStart = new Map<string, string[]>();
  for (const name of names) {
    const start = name.slice(0, name.lastIndexOf('.'));
    byStart.set(start, [...(byStart.get(start) ?? []), name]);
  }
  return [...byStart].flatMap(([start, own]) =>
    own.length < 2
      ? []
      : [
          {
            ...labelGroup(own),
            name: questionName(start),
            columns: own.map((column) => ({ column, name: column.slice(start.length + 1) })),
          },
        ],
  );
}

function questionName(column: string): string {
  return column.replace(/^Answer\./, '').replace(/\.(label|labels|value)$/, '');
}

/** Questions and labels in a cell: a plain label, or objects such as `[{"emotion": {"label": "joy"}}]`. */
function nestedAnswers(column: string, cell: string): [string, string][] {
  const objects = objectsIn(cell);
  if (objects.length === 0) return [[questionName(column), labelCell(cell.split('|'))]];
  return objects.flatMap((object) =>
    Object.entries(object).map(([question, value]): [string, string] => {
      const own = objectOf(value);
      if (own === null) return [question, labelCell(Array.isArray(value) ? value : [value])];
      const chosen = Object.entries(own)
        .filter(([, one]) => one === true)
        .map(([label]) => label);
      const label = own.label ?? own.labels;
      return [
        question,
        labelCell(label === undefined ? chosen : Array.isArray(label) ? label : [plainText(label)]),
      ];
    }),
  );
}
