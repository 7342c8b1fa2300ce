import { hasColumns, UNFOLDED_TIMED, UNFOLDED_TIMED_MAPPING, type Schema } from './schema.ts';
import { labelCell, longestText, objectOf, objectsIn, plainText } from './nested-cell.ts';

const TEXT_KEYS = [
  'text',
  'sentence',
  'comment',
  'content',
  'review',
  'message',
  'dialogue',
  'ner',
  'my_text',
  'html',
];

/**
 * Label Studio's JSON export (also of tasks with several annotators): `annotations` (`completions` in old versions) with
 * `completed_by` and `result`, whose values are choices, ratings, taxonomies or numbers. Predictions are left unread.
 */
export const labelStudioJson: Schema = {
  name: 'Label Studio JSON',

  recognise(head) {
    const key = ['annotations', 'completions'].find((name) => head.columns.includes(name));
    if (key === undefined || !hasColumns(head, ['data'])) return null;
    const place = head.columns.indexOf(key);
    const seen = head.sample.filter(({ problem }) => problem === null);
    const isOne = seen.some(({ cells }) => objectsIn(cells[place]).some((one) => Array.isArray(one.result)));
    if (!isOne) return null;
    const asked = [
      ...new Set(
        seen.flatMap(({ cells }) => objectsIn(cells[place]).flatMap((one) => [...resultsOf(one).keys()])),
      ),
    ];
    return {
      mapping: UNFOLDED_TIMED_MAPPING,
      unfold: {
        columns: UNFOLDED_TIMED,
        from: ['id', 'data', key].filter((name) => head.columns.includes(name)),
        rows(cell) {
          const [data] = objectsIn(cell('data'));
          const text =
            TEXT_KEYS.map((name) => plainText(data?.[name])).find((one) => one !== '') ??
            longestText(data ?? {});
          const id = cell('id');
          return objectsIn(cell(key)).flatMap((annotation) =>
            answersOf(annotation, asked).map((answer) => [
              id,
              text,
              ...answer,
              plainText(annotation.lead_time),
            ]),
          );
        },
      },
    };
  },
};

/**
 * Rater, question and labels of each answer in an annotation; one that was cancelled, or holds nothing, abstains from every question.
 * @param asked the questions of the file, as its first rows have them
 */
function answersOf(annotation: Record<string, unknown>, asked: readonly string[]): string[][] {
  const by = annotation.completed_by;
  const who = objectOf(by);
  const rater = who === null ? plainText(by) : plainText(who.email ?? who.username ?? who.id);
  const byQuestion = resultsOf(annotation);
  const cancelled = annotation.was_cancelled === true || annotation.skipped === true;
  const isBlank = Array.isArray(annotation.result) && annotation.result.length === 0;
  const questions = cancelled || isBlank ? new Set([...asked, ...byQuestion.keys()]) : byQuestion.keys();
  return [...questions].map((question) => [
    rater || 'unknown',
    question,
    labelCell(cancelled ? [] : (byQuestion.get(question) ?? [])),
  ]);
}

/** The labels of an annotation, by question. */
function resultsOf(annotation: Record<string, unknown>): Map<string, unknown[]> {
  const results = Array.isArray(annotation.result) ? annotation.result.map(objectOf) : [];
  const byQuestion = new Map<string, unknown[]>();
  for (const result of results) {
    const value = objectOf(result?.value);
    if (result === null || value === null) continue;
    const labels = valueLabels(value);
    if (labels === null) continue;
    const question = plainText(result.from_name) || plainText(result.type) || 'label';
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), ...labels]);
  }
  return byQuestion;
}

/** The labels of a result about the whole text; `null` for spans, texts and others. */
function valueLabels(value: Record<string, unknown>): unknown[] | null {
  if ('start' in value || 'end' in value) return null;
  if (Array.isArray(value.choices)) return value.choices.flat();
  if (Array.isArray(value.taxonomy)) return taxonomyLabels(value.taxonomy);
  const number = value.rating ?? value.number;
  return number === undefined ? null : [number];
}

/** Paths of a taxonomy, from its root to the choice. */
export function taxonomyLabels(taxonomy: readonly unknown[]): string[] {
  const paths = taxonomy.some(Array.isArray) ? taxonomy : [taxonomy];
  return paths.map((path) => (Array.isArray(path) ? path.map(plainText).join(' / ') : plainText(path)));
}
