import { rollup } from 'd3';
import { hasColumns, UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, longestText, objectOf, objectsIn, plainText } from './nested-cell.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import type { FileHead } from '../tables/file-head.ts';
import { TEXT_COLUMNS } from '../text-columns.ts';

/**
 * Argilla 1.x as data sets of Hugging Face: a column for each question with a list of `{user_id, value, status}`, or, as Parquet
 * turns that round, an object of three lists.
 */
export const argilla1: Schema = {
  name: 'Argilla 1',

  recognise(head) {
    const questions = head.columns.filter((name) =>
      holds(head, name, (one) => 'value' in one && ('user_id' in one || 'status' in one)),
    );
    if (questions.length === 0) return null;
    const text = textColumn(head, questions);
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['id', text, ...questions].filter((name) => head.columns.includes(name)),
        rows: (cell) =>
          questions.flatMap((question) =>
            responsesIn(cell(question)).flatMap((response, place) => {
              const answer = responseLabels(response);
              const rater = plainText(response.user_id) || `annotator ${place + 1}`;
              return answer === null
                ? []
                : [[cell('id') || cell(text), cell(text), rater, question, labelCell(answer)]];
            }),
          ),
      },
    };
  },
};

/** Argilla 2 as data sets of Hugging Face: `question.responses` beside `question.responses.users` and `.status`. */
export const argilla2: Schema = {
  name: 'Argilla 2',

  recognise(head) {
    const questions = head.columns
      .filter((name) => name.endsWith('.responses') && head.columns.includes(`${name}.users`))
      .map((name) => name.slice(0, -'.responses'.length));
    if (questions.length === 0) return null;
    const taken = head.columns.filter((name) =>
      questions.some((question) => name.startsWith(`${question}.`)),
    );
    const text = textColumn(head, taken);
    const parts = questions.flatMap((question) =>
      ['', '.users', '.status'].map((part) => `${question}.responses${part}`),
    );
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['id', text, ...parts].filter((name) => head.columns.includes(name)),
        rows: (cell) =>
          questions.flatMap((question) => {
            const [values, users, states] = ['', '.users', '.status'].map((part) =>
              listIn(cell(`${question}.responses${part}`)),
            );
            return values.flatMap((value, at) => {
              const labels = responseLabels({ value, status: states[at] });
              return labels === null
                ? []
                : [
                    [
                      cell('id') || cell(text),
                      cell(text),
                      plainText(users[at]) || `annotator ${at + 1}`,
                      question,
                      labelCell(labels),
                    ],
                  ];
            });
          }),
      },
    };
  },
};

/** Argilla 2's own JSON: `fields`, and `responses` with a list of `{user_id, value, status}` for each question. */
export const argillaRecords: Schema = {
  name: 'Argilla records',

  recognise(head) {
    if (!hasColumns(head, ['fields', 'responses'])) return null;
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['id', 'external_id', 'fields', 'responses'].filter((name) => head.columns.includes(name)),
        rows(cell) {
          const text = longestText(objectsIn(cell('fields'))[0] ?? {});
          const at = (name: string) => (head.columns.includes(name) ? cell(name) : '');
          const id = at('id') || at('external_id') || text;
          const responses = jsonCell(cell('responses'));
          const byQuestion = Array.isArray(responses)
            ? byQuestions(objectsIn(cell('responses')))
            : objectOf(responses);
          return Object.entries(byQuestion ?? {}).flatMap(([question, responses]) =>
            (Array.isArray(responses) ? responses : []).flatMap((one: unknown) => {
              const response = objectOf(one);
              const labels = response === null ? null : responseLabels(response);
              return labels === null
                ? []
                : [[id, text, plainText(response!.user_id), question, labelCell(labels)]];
            }),
          );
        },
      },
    };
  },
};

/** Responses as Argilla 1 lists them, `{user_id, status, values: {question: {value}}}` for each person, by question. */
function byQuestions(
  responses: readonly Record<string, unknown>[],
): Record<string, Record<string, unknown>[]> {
  const found = responses.flatMap(({ user_id, status, values }) =>
    Object.entries(objectOf(values) ?? {}).map(
      ([question, given]) => [question, { user_id, status, value: objectOf(given)?.value ?? given }] as const,
    ),
  );
  const byQuestion = rollup(
    found,
    (all) => all.map(([, response]) => response),
    ([question]) => question,
  );
  // From entries, because a question may be called __proto__.
  return Object.fromEntries(byQuestion);
}

/** Whether a value puts several options in an order, which is no label of the text. */
function isRanking(value: unknown): boolean {
  return Array.isArray(value) && value.some((one) => objectOf(one)?.rank !== undefined);
}

/** Whether a value marks a span of the text. */
function isSpan(value: unknown): boolean {
  return Array.isArray(value) && value.some((one) => typeof objectOf(one)?.start === 'number');
}

/** The labels of a response; none of one that was discarded, and `null` for a draft, a ranking or spans. */
function responseLabels({ value, status }: Record<string, unknown>): unknown[] | null {
  if (status === 'draft' || status === 'pending' || isRanking(value) || isSpan(value)) return null;
  if (status === 'discarded' || value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((one) => objectOf(one)?.value ?? one);
  return [objectOf(value)?.value ?? value];
}

function holds(head: FileHead, column: string, is: (object: Record<string, unknown>) => boolean): boolean {
  const place = head.columns.indexOf(column);
  return head.sample.some(({ problem, cells }) => {
    const responses = problem === null ? responsesIn(cells[place]) : [];
    return responses.length > 0 && responses.every(is);
  });
}

/** The responses in a cell: a list of objects, or an object of lists. */
function responsesIn(cell: string): Record<string, unknown>[] {
  const value = jsonCell(cell);
  if (Array.isArray(value)) return value.map(objectOf).every((one) => one !== null) ? objectsIn(cell) : [];
  const lists = Object.entries(value ?? {});
  const [, first] = lists[0] ?? [];
  if (
    !Array.isArray(first) ||
    !lists.every(([, list]) => Array.isArray(list) && list.length === first.length)
  )
    return [];
  return first.map((_, at) => Object.fromEntries(lists.map(([key, list]) => [key, (list as unknown[])[at]])));
}

/** The field of the text: by its name, or the one whose first cell is the longest. */
function textColumn(head: FileHead, except: readonly string[]): string {
  const named = TEXT_COLUMNS.find((name) => head.columns.includes(name));
  if (named !== undefined) return named;
  const first = head.sample.find(({ problem }) => problem === null)?.cells ?? [];
  const others = head.columns
    .map((name, at) => [name, first[at] ?? ''] as const)
    .filter(([name, cell]) => !except.includes(name) && jsonCell(cell) === undefined);
  return others.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'text';
}

function listIn(cell: string): unknown[] {
  const value = jsonCell(cell);
  return Array.isArray(value) ? value : [];
}
