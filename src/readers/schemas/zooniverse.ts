import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, longestText, objectOf, objectsIn, plainText } from './nested-cell.ts';

const TEXT_KEYS = ['text', 'Text', '#text', 'sentence', 'content', 'transcription'];

/** Zooniverse's classification export: answers to a workflow's question tasks, with the subject's data beside them. */
export const zooniverse: Schema = {
  name: 'Zooniverse classifications',

  recognise(head) {
    if (!hasColumns(head, ['classification_id', 'annotations', 'subject_data'])) return null;
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['user_name', 'user_id', 'annotations', 'subject_data', 'subject_ids'].filter((name) =>
          head.columns.includes(name),
        ),
        rows(cell) {
          const [subjects] = objectsIn(cell('subject_data'));
          const [[id, data] = ['', {}]] = Object.entries(subjects ?? {});
          const about = objectOf(data) ?? {};
          const text =
            TEXT_KEYS.map((key) => plainText(about[key])).find((one) => one !== '') ?? longestText(about);
          const rater = cell('user_name') || cell('user_id');
          return objectsIn(cell('annotations'))
            .flatMap(tasksIn)
            .flatMap((annotation) => {
              const labels = labelsOf(annotation.value);
              return labels === null
                ? []
                : [
                    [
                      cell('subject_ids') || id,
                      text,
                      rater,
                      plainText(annotation.task) || 'task',
                      labelCell(labels),
                    ],
                  ];
            });
        },
      },
    };
  },
};

/** The tasks of a combined task, or the task itself. */
function tasksIn(annotation: Record<string, unknown>): Record<string, unknown>[] {
  const { value } = annotation;
  const parts = Array.isArray(value) ? value.map(objectOf) : [];
  return parts.length > 0 && parts.every((one) => one !== null && 'task' in one)
    ? parts.flatMap((one) => tasksIn(one!))
    : [annotation];
}

/** Chosen answers, of drop-down lists by their labels; `null` for what is drawn or written. */
function labelsOf(value: unknown): unknown[] | null {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return objectOf(value) === null ? [value] : null;
  const chosen = value.map((one: unknown) => {
    const object = objectOf(one);
    return object?.choice ?? object?.label ?? object?.value ?? one;
  });
  return chosen.every((one) => typeof one !== 'object' || one === null) ? chosen : null;
}
