import type { NamedBlob } from '../../../src/readers/named-blob.ts';

/** Texts of our own, with what breaks tables: commas, quotation marks, semicolons and line breaks. */
export const TEXTS = [
  'The ferry left, and we stood there with five bags.',
  'She said "never again" and laughed about it.',
  'Rain; more rain; then the roof of the shed gave in.',
  'My neighbour returned the ladder\nafter two whole years.',
  'They sang under the bridge until the police came.',
  'The vet called twice and left no message at all.',
  'Our tomatoes finally turned red this Tuesday.',
  'He drove past his own house without slowing down.',
];
export const RATERS = ['mira', 'jon', 'pau', 'eva'];
export const LABELS = ['happy', 'angry', 'sad'];

/** The label that a rater gave to a text, and the rating from 1 to 5; some raters disagree about some texts. */
export const label = (item: number, rater: number) =>
  LABELS[(item + (item % 3 === rater % 3 ? rater : 0)) % 3];
export const rating = (item: number, rater: number) => 1 + ((item * 2 + (rater % 2) * (item % 3)) % 5);

export interface Variant {
  readonly name: string;
  readonly files: readonly NamedBlob[];
  /** What must be read: `text | rater | labels`, one for each answer, for each question by its kind. */
  readonly questions: readonly {
    readonly kind: 'categorical' | 'ordinal';
    readonly votes: readonly string[];
    readonly abstentions?: number;
  }[];
  readonly items?: number;
}

export const file = (name: string, content: string | Uint8Array<ArrayBuffer>): NamedBlob => ({
  name,
  blob: new Blob([content]),
});

const places = <Value>(values: readonly Value[]) => [...values.keys()];
const short = (item: number) => TEXTS[item].trim();

/** All answers of some raters, by a rule that gives nothing where they gave none. */
export function votes(
  said: (item: number, rater: number) => string | null,
  {
    raters = RATERS,
    names = raters,
    items = places(TEXTS),
    key = short,
  }: {
    raters?: readonly string[];
    names?: readonly (string | null)[];
    items?: readonly number[];
    key?: (item: number) => string;
  } = {},
): string[] {
  return items.flatMap((item) =>
    raters.flatMap((_, rater) => {
      const one = said(item, rater);
      return one === null ? [] : [`${key(item)} | ${names[rater] ?? ''} | ${one}`];
    }),
  );
}

export function cell(value: string, delimiter = ','): string {
  return value.includes(delimiter) || /["\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function table(rows: readonly (readonly (string | number)[])[], delimiter = ',', end = '\n'): string {
  return rows.map((row) => row.map((one) => cell(String(one), delimiter)).join(delimiter) + end).join('');
}

export const long = (
  columns: readonly string[],
  row: (item: number, rater: number) => readonly (string | number)[] | null,
  raters = RATERS,
) => [
  columns,
  ...TEXTS.flatMap((_, item) =>
    raters.flatMap((__, rater) => {
      const one = row(item, rater);
      return one === null ? [] : [one];
    }),
  ),
];
export const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
export const emotions = [{ kind: 'categorical', votes: votes(label) }] as const;
export const ratings = [
  { kind: 'ordinal', votes: votes((item, rater) => String(rating(item, rater))) },
] as const;

export const VARIANTS: readonly Variant[] = [
  {
    name: 'rater first, text last, BOM and CRLF',
    files: [
      file(
        'a.csv',
        '\ufeff' +
          table(
            long(['Annotator', 'Emotion', 'Sentence ID', 'Sentence'], (i, r) => [
              RATERS[r],
              label(i, r),
              `s${i}`,
              TEXTS[i],
            ]),
            ',',
            '\r\n',
          ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'semicolons, Spanish headers and labels',
    files: [
      file(
        'respuestas.csv',
        table(
          long(['texto', 'anotador', 'emoción'], (i, r) => [
            TEXTS[i],
            RATERS[r],
            { happy: 'alegría', angry: 'enfado', sad: 'tristeza' }[label(i, r)]!,
          ]),
          ';',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ({ happy: 'alegría', angry: 'enfado', sad: 'tristeza' })[label(i, r)]!),
      },
    ],
  },
  {
    name: 'French, tabs, accents, labels in mixed case',
    files: [
      file(
        'annotations.tsv',
        table(
          long(['id', 'phrase', 'annotateur', 'étiquette'], (i, r) => [
            i + 1,
            TEXTS[i],
            RATERS[r],
            r % 2 ? label(i, r).toUpperCase() : label(i, r),
          ]),
          '\t',
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'missing cells: nobody answered there',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'coder', 'label'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            (i + r) % 5 === 0 ? '' : label(i, r),
          ]),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 5 === 0 ? null : label(i, r))),
        abstentions: 6,
      },
    ],
  },
  {
    name: 'one rater only, named',
    files: [
      file(
        'a.csv',
        table(
          long(
            ['id', 'text', 'rater', 'label'],
            (i, r) => [i, TEXTS[i], RATERS[r], label(i, r)],
            RATERS.slice(0, 1),
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { raters: RATERS.slice(0, 1) }) }],
  },
  {
    name: 'two questions in a row, one of words and one of ratings',
    files: [
      file(
        'a.csv',
        table(
          long(['text', 'participant', 'emotion', 'intensity', 'age', 'gender'], (i, r) => [
            TEXTS[i],
            RATERS[r],
            label(i, r),
            rating(i, r),
            20 + r,
            r % 2 ? 'm' : 'f',
          ]),
        ),
      ),
    ],
    questions: [...emotions, ...ratings],
  },
  {
    name: 'abstentions in German: weiß nicht',
    files: [
      file(
        'a.csv',
        table(
          long(['Nr', 'Text', 'Kodierer', 'Bewertung'], (i, r) => [
            i + 1,
            TEXTS[i],
            RATERS[r],
            (i + r) % 6 === 0 ? 'weiß nicht' : label(i, r),
          ]),
          ';',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 6 === 0 ? null : label(i, r))),
        abstentions: 5,
      },
    ],
  },
  {
    name: 'ratings with decimal commas, half steps, semicolons',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'rating'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            String(rating(i, r) - ((i + r) % 2 && rating(i, r) > 1 ? 0.5 : 0)).replace('.', ','),
          ]),
          ';',
        ),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => {
          const v = rating(i, r) - ((i + r) % 2 && rating(i, r) > 1 ? 0.5 : 0);
          return String(v);
        }),
      },
    ],
  },
  {
    name: 'a column for each rater by first names, empty cells',
    files: [
      file(
        'sheet.csv',
        table([
          ['Text', 'Mira', 'Jon', 'Pau', 'Eva'],
          ...TEXTS.map((text, i) => [text, ...RATERS.map((_, r) => ((i + r) % 5 === 0 ? '' : label(i, r)))]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes((i, r) => ((i + r) % 5 === 0 ? null : label(i, r))) }],
  },
  {
    name: 'a column for each rater and question: emotion_mira, intensity_mira',
    files: [
      file(
        'sheet.csv',
        table([
          ['id', 'text', ...RATERS.flatMap((name) => [`emotion_${name}`, `intensity_${name}`])],
          ...TEXTS.map((text, i) => [i, text, ...RATERS.flatMap((_, r) => [label(i, r), rating(i, r)])]),
        ]),
      ),
    ],
    questions: [...emotions, ...ratings],
  },
  {
    name: 'numbered annotators, ratings, a mean column beside them',
    files: [
      file(
        'sheet.csv',
        table([
          ['text', 'annotator1', 'annotator2', 'annotator3', 'annotator4', 'mean'],
          ...TEXTS.map((text, i) => [
            text,
            ...RATERS.map((_, r) => rating(i, r)),
            (RATERS.reduce((sum, _, r) => sum + rating(i, r), 0) / 4).toFixed(2),
          ]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), {
          names: ['annotator1', 'annotator2', 'annotator3', 'annotator4'],
        }),
      },
    ],
  },
  {
    name: 'votes for each label, with a total and the majority',
    files: [
      file(
        'votes.csv',
        table([
          ['text', 'happy', 'angry', 'sad', 'total', 'majority'],
          ...TEXTS.map((text, i) => {
            const counts = LABELS.map((one) => RATERS.filter((_, r) => label(i, r) === one).length);
            return [text, ...counts, 4, LABELS[counts.indexOf(Math.max(...counts))]];
          }),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: [null, null, null, null] }) }],
  },
  {
    name: 'a list of labels in a cell, in Python',
    files: [
      file(
        'a.csv',
        table([
          ['id', 'text', 'annotations'],
          ...TEXTS.map((text, i) => [i, text, `[${RATERS.map((_, r) => `'${label(i, r)}'`).join(', ')}]`]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: [null, null, null, null] }) }],
  },
  {
    name: 'rows of several labels with " / " between them',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'emotions'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            (i + r) % 4 === 0 ? `${LABELS[0]}|${LABELS[2]}` : label(i, r),
          ]),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 4 === 0 ? `${LABELS[0]}+${LABELS[2]}` : label(i, r))),
      },
    ],
  },
  {
    name: 'noughts and ones for each label with a row for each rater',
    files: [
      file(
        'a.csv',
        table(
          long(['text_id', 'text', 'worker', ...LABELS], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            ...LABELS.map((one) => (label(i, r) === one ? 1 : 0)),
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'yes and no for three questions of their own',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'is_funny', 'is_rude', 'is_clear'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            (i + r) % 2 ? 'yes' : 'no',
            i % 3 ? 'no' : 'yes',
            r % 2 || i % 4 ? 'yes' : 'no',
          ]),
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => ((i + r) % 2 ? 'yes' : 'no')) },
      { kind: 'categorical', votes: votes((i) => (i % 3 ? 'no' : 'yes')) },
      { kind: 'categorical', votes: votes((i, r) => (r % 2 || i % 4 ? 'yes' : 'no')) },
    ],
  },
  {
    name: 'JSON, nested annotations with user and value',
    files: [
      file(
        'a.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: i,
            text,
            annotations: RATERS.map((user, r) => ({ user, label: label(i, r) })),
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'JSON, an object from rater to label',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            id: `x${i}`,
            text,
            annotations: Object.fromEntries(RATERS.map((user, r) => [user, label(i, r)])),
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Label Studio: several regions of choices and a rating, users as objects',
    files: [
      file(
        'project-1.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: 100 + i,
            data: { text, source: 'web' },
            annotations: RATERS.map((email, r) => ({
              id: i * 10 + r,
              completed_by: { id: r, email: `${email}@lab.org` },
              lead_time: 3.2,
              result: [
                { from_name: 'emotion', to_name: 'text', type: 'choices', value: { choices: [label(i, r)] } },
                { from_name: 'stars', to_name: 'text', type: 'rating', value: { rating: rating(i, r) } },
              ],
            })),
          })),
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: RATERS.map((name) => `${name}@lab.org`) }) },
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), { names: RATERS.map((name) => `${name}@lab.org`) }),
      },
    ],
  },
  {
    name: 'Label Studio: cancelled and skipped annotations count as none',
    files: [
      file(
        'project-2.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: 100 + i,
            data: { text },
            annotations: RATERS.map((_, r) => ({
              id: i * 10 + r,
              completed_by: r + 1,
              was_cancelled: (i + r) % 5 === 0,
              result:
                (i + r) % 5 === 0
                  ? []
                  : [
                      {
                        from_name: 'emotion',
                        to_name: 'text',
                        type: 'choices',
                        value: { choices: [label(i, r)] },
                      },
                    ],
            })),
          })),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 5 === 0 ? null : label(i, r)), { names: ['1', '2', '3', '4'] }),
        abstentions: 6,
      },
    ],
  },
  {
    name: 'Prodigy: choice with several answers, rejected and ignored rows',
    files: [
      file(
        'prodigy.jsonl',
        lines(
          TEXTS.flatMap((text, i) =>
            RATERS.map((name, r) => ({
              text,
              _input_hash: 500 + i,
              _task_hash: 900 + i,
              options: LABELS.map((id) => ({ id, text: id })),
              accept: (i + r) % 6 === 0 ? [] : (i + r) % 4 === 0 ? [LABELS[0], LABELS[1]] : [label(i, r)],
              answer: (i + r) % 6 === 0 ? 'ignore' : 'accept',
              _session_id: `mood-${name}`,
              _annotator_id: `mood-${name}`,
            })),
          ),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(
          (i, r) =>
            (i + r) % 6 === 0 ? null : (i + r) % 4 === 0 ? `${LABELS[1]}+${LABELS[0]}` : label(i, r),
          { names: RATERS.map((name) => `mood-${name}`) },
        ),
        abstentions: 5,
      },
    ],
  },
  {
    name: 'Argilla 2: records with responses and suggestions',
    files: [
      file(
        'records.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: `r${i}`,
            status: 'completed',
            fields: { text },
            metadata: {},
            suggestions: { emotion: { value: 'happy', agent: 'gpt-4' } },
            responses: {
              emotion: RATERS.map((name, r) => ({ value: label(i, r), user_id: name, status: 'submitted' })),
            },
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Qualtrics: three header rows, numeric answers with an import row',
    files: [
      file(
        'survey.csv',
        table([
          [
            'StartDate',
            'EndDate',
            'Status',
            'Duration (in seconds)',
            'Finished',
            'ResponseId',
            'Age',
            ...TEXTS.map((_, i) => `Q${i + 1}`),
          ],
          [
            'Start Date',
            'End Date',
            'Response Type',
            'Duration (in seconds)',
            'Finished',
            'Response ID',
            'How old are you?',
            ...TEXTS,
          ],
          [
            '{"ImportId":"startDate"}',
            '{"ImportId":"endDate"}',
            '{"ImportId":"status"}',
            '{"ImportId":"duration"}',
            '{"ImportId":"finished"}',
            '{"ImportId":"_recordId"}',
            '{"ImportId":"QID0_TEXT"}',
            ...TEXTS.map((_, i) => `{"ImportId":"QID${i + 1}"}`),
          ],
          ...RATERS.map((_, r) => [
            '2025-05-01 10:00:00',
            '2025-05-01 10:09:00',
            'IP Address',
            '540',
            'True',
            `R_${r}xYz`,
            String(30 + r),
            ...TEXTS.map((__, i) => (i === 0 && r === 1 ? '' : label(i, r))),
          ]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => (i === 0 && r === 1 ? null : label(i, r)), {
          names: RATERS.map((_, r) => `R_${r}xYz`),
        }),
      },
    ],
  },
  {
    name: 'Mechanical Turk: one check box for each label',
    files: [
      file(
        'Batch_1.csv',
        table(
          long(
            [
              'HITId',
              'AssignmentId',
              'WorkerId',
              'AssignmentStatus',
              'WorkTimeInSeconds',
              'Input.text',
              ...LABELS.map((one) => `Answer.mood.${one}`),
            ],
            (i, r) => [
              `H${i}`,
              `A${i}${r}`,
              `W${r}`,
              'Approved',
              20,
              TEXTS[i],
              ...LABELS.map((one) => (label(i, r) === one ? 'true' : 'false')),
            ],
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['W0', 'W1', 'W2', 'W3'] }) }],
  },
  {
    name: 'Toloka pool with GOLDEN columns',
    files: [
      file(
        'assignments.tsv',
        table(
          long(
            [
              'INPUT:text',
              'OUTPUT:sentiment',
              'GOLDEN:sentiment',
              'HINT:text',
              'ASSIGNMENT:link',
              'ASSIGNMENT:assignment_id',
              'ASSIGNMENT:worker_id',
              'ASSIGNMENT:status',
              'ASSIGNMENT:started',
            ],
            (i, r) => [
              TEXTS[i].replace('\n', ' '),
              label(i, r),
              '',
              '',
              'https://x',
              `a${i}${r}`,
              `w${r}`,
              'APPROVED',
              '2025-01-01T10:00:00',
            ],
          ),
          '\t',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(label, { names: ['w0', 'w1', 'w2', 'w3'], key: (i) => TEXTS[i].replace('\n', ' ') }),
      },
    ],
  },
  {
    name: 'doccano: a file for each annotator, labels as lists',
    files: RATERS.map((name, r) =>
      file(
        `${name}.jsonl`,
        lines(TEXTS.map((text, i) => ({ id: i + 1, text, label: [label(i, r)], Comments: [] }))),
      ),
    ),
    questions: emotions,
  },
  {
    name: 'a person in each row, texts as headers, Likert words',
    files: [
      file(
        'form.csv',
        table([
          ['Timestamp', 'Participant', ...TEXTS],
          ...RATERS.map((name, r) => [
            '2025/05/01 10:00:00',
            name,
            ...TEXTS.map(
              (_, i) =>
                ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'][rating(i, r) - 1],
            ),
          ]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes(
          (i, r) => ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'][rating(i, r) - 1],
        ),
      },
    ],
  },
  {
    name: 'pandas to_json, records, labels as class codes with a names column',
    files: [
      file(
        'a.json',
        JSON.stringify(
          TEXTS.flatMap((text, i) =>
            RATERS.map((name, r) => ({
              text,
              annotator_id: name,
              label: LABELS.indexOf(label(i, r)),
              label_text: label(i, r),
            })),
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'pandas index column and float ids',
    files: [
      file(
        'a.csv',
        table([
          ['', 'id', 'text', 'annotator', 'label'],
          ...long([], (i, r) => [i * 4 + r, `${i}.0`, TEXTS[i], RATERS[r], label(i, r)]).slice(1),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'ids alone, and a file of the texts with other columns',
    files: [
      file(
        'answers.csv',
        table(long(['tweet_id', 'user_id', 'stance'], (i, r) => [`t${i}`, `u${r}`, label(i, r)])),
      ),
      file(
        'tweets.csv',
        table([
          ['tweet_id', 'created_at', 'likes', 'text'],
          ...TEXTS.map((text, i) => [`t${i}`, '2024-01-01', i, text]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['u0', 'u1', 'u2', 'u3'] }) }],
  },
  {
    name: 'a gold column beside raters’ rows',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'gold_label', 'rater', 'label', 'confidence'], (i, r) => [
            i,
            TEXTS[i],
            label(i, 0),
            RATERS[r],
            label(i, r),
            3,
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'ratings from 0 to 100 by slider',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'participant_id', 'slider'], (i, r) => [
            i,
            TEXTS[i],
            `p${r}`,
            (i * 13 + r * 17) % 101,
          ]),
        ),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => String((i * 13 + r * 17) % 101), { names: ['p0', 'p1', 'p2', 'p3'] }),
      },
    ],
  },
  {
    name: 'negative scale from -2 to 2',
    files: [
      file(
        'a.csv',
        table(long(['id', 'text', 'rater', 'valence'], (i, r) => [i, TEXTS[i], RATERS[r], rating(i, r) - 3])),
      ),
    ],
    questions: [{ kind: 'ordinal', votes: votes((i, r) => String(rating(i, r) - 3)) }],
  },
  {
    name: 'answers in the question and answer form, a question in each row',
    files: [
      file(
        'a.csv',
        table([
          ['item', 'rater', 'question', 'answer'],
          ...TEXTS.flatMap((_, i) =>
            RATERS.flatMap((name, r) => [
              [`i${i}`, name, 'emotion', label(i, r)],
              [`i${i}`, name, 'clear', (i + r) % 2 ? 'yes' : 'no'],
            ]),
          ),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { key: (i) => `i${i}` }) },
      { kind: 'categorical', votes: votes((i, r) => ((i + r) % 2 ? 'yes' : 'no'), { key: (i) => `i${i}` }) },
    ],
  },
  {
    name: 'no ids, texts come again, raters are numbers',
    files: [
      file('a.csv', table(long(['comment', 'annotator', 'toxic'], (i, r) => [TEXTS[i], r + 1, (i + r) % 2]))),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => String((i + r) % 2), { names: ['1', '2', '3', '4'] }) },
    ],
  },
  {
    name: 'a remark column that is longer than the texts',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'label', 'comment'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            label(i, r),
            r % 2
              ? `I was not sure about this one because the writer ${i}${r} may be joking, or may not be, who knows; it could be anything.`
              : '',
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'UTF-16 from Excel with tabs',
    files: [
      file(
        'Book1.txt',
        new Uint8Array([
          0xff,
          0xfe,
          ...Buffer.from(
            table(
              long(['text', 'rater', 'label'], (i, r) => [TEXTS[i], RATERS[r], label(i, r)]),
              '\t',
              '\r\n',
            ),
            'utf16le',
          ),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'a title and an empty line above the header, a total below',
    files: [
      file(
        'export.csv',
        `Annotation export of May 2025\n\n${table(long(['id', 'text', 'rater', 'label'], (i, r) => [i, TEXTS[i], RATERS[r], label(i, r)]))}`,
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Hugging Face columns of lists: labels and annotators',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            text,
            annotator_ids: RATERS,
            labels: RATERS.map((_, r) => label(i, r)),
            majority_label: label(i, 0),
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'crowd-kit columns with a time',
    files: [
      file(
        'crowd.tsv',
        table(
          long(['task', 'worker', 'label', 'timestamp'], (i, r) => [
            `task${i}`,
            `w${r}`,
            label(i, r),
            1700000000 + i * 100 + r,
          ]),
          '\t',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(label, { names: ['w0', 'w1', 'w2', 'w3'], key: (i) => `task${i}` }),
      },
    ],
  },

  {
    name: 'a column for each rater, ratings, 99 where nobody answered',
    files: [
      file(
        'a.csv',
        table([
          ['id', 'text', 'R1', 'R2', 'R3', 'R4'],
          ...TEXTS.map((text, i) => [
            i,
            text,
            ...RATERS.map((_, r) => ((i + r) % 7 === 0 ? 99 : rating(i, r))),
          ]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => ((i + r) % 7 === 0 ? null : String(rating(i, r))), {
          names: ['R1', 'R2', 'R3', 'R4'],
        }),
      },
    ],
  },
  {
    name: 'a row for each person and item codes as headers',
    files: [
      file(
        'a.csv',
        table([
          ['participant', 'age', ...TEXTS.map((_, i) => `item${i + 1}`)],
          ...RATERS.map((_, r) => [`p${r}`, 20 + r, ...TEXTS.map((__, i) => label(i, r))]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(label, { names: ['p0', 'p1', 'p2', 'p3'], key: (i) => `item${i + 1}` }),
      },
    ],
  },
  {
    name: 'Google Forms in German with an e-mail address',
    files: [
      file(
        'Umfrage.csv',
        table([
          ['Zeitstempel', 'E-Mail-Adresse', 'Wie alt sind Sie?', ...TEXTS],
          ...RATERS.map((name, r) => [
            '01.05.2025 10:00:00',
            `${name}@uni.de`,
            20 + r,
            ...TEXTS.map((_, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: RATERS.map((name) => `${name}@uni.de`) }) },
    ],
  },
  {
    name: 'Microsoft Forms with points and names',
    files: [
      file(
        'Forms.csv',
        table([
          ['ID', 'Start time', 'Completion time', 'Email', 'Name', ...TEXTS],
          ...RATERS.map((name, r) => [
            r + 1,
            '5/1/25 10:00:00',
            '5/1/25 10:09:00',
            'anonymous',
            name,
            ...TEXTS.map((_, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'SurveyMonkey with a second row of "Response"',
    files: [
      file(
        'sm.csv',
        table([
          [
            'Respondent ID',
            'Collector ID',
            'Start Date',
            'End Date',
            'IP Address',
            'What is your age?',
            ...TEXTS,
          ],
          ['', '', '', '', '', 'Open-Ended Response', ...TEXTS.map(() => 'Response')],
          ...RATERS.map((_, r) => [
            1000 + r,
            7,
            '05/01/2025',
            '05/01/2025',
            '1.1.1.1',
            30 + r,
            ...TEXTS.map((__, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['1000', '1001', '1002', '1003'] }) }],
  },
  {
    name: 'Label Studio CSV with several annotators',
    files: [
      file(
        'ls.csv',
        table(
          long(
            [
              'annotation_id',
              'annotator',
              'created_at',
              'id',
              'lead_time',
              'sentiment',
              'text',
              'updated_at',
            ],
            (i, r) => [
              i * 10 + r,
              r + 1,
              '2025-05-01T10:00:00.0Z',
              i,
              3.5,
              label(i, r),
              TEXTS[i],
              '2025-05-01T10:00:00.0Z',
            ],
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['1', '2', '3', '4'] }) }],
  },
  {
    name: 'counts as an object, with old labels and entropy',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            uid: `u${i}`,
            text,
            label_counter: Object.fromEntries(
              LABELS.map((one) => [one, RATERS.filter((_, r) => label(i, r) === one).length] as const).filter(
                ([, n]) => n > 0,
              ),
            ),
            majority_label: label(i, 0),
            entropy: 0.8,
          })),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: [null, null, null, null] }) }],
  },
  {
    name: 'rows under "data", metadata nested, NaN for nothing',
    files: [
      file(
        'a.json',
        `{"version": 2, "data": [${TEXTS.flatMap((text, i) => RATERS.map((name, r) => `{"id": ${i}, "text": ${JSON.stringify(text)}, "meta": {"source": "web"}, "annotator": "${name}", "label": ${(i + r) % 6 === 0 ? 'NaN' : `"${label(i, r)}"`}}`)).join(',')}]}`,
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 6 === 0 ? null : label(i, r))),
        abstentions: 5,
      },
    ],
  },
  {
    name: 'three scales in a row for each rater',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'sentence', 'annotator', 'valence', 'arousal', 'dominance'], (i, r) => [
            `d${i}`,
            TEXTS[i],
            `a${r}`,
            rating(i, r),
            1 + ((i + r) % 5),
            1 + ((3 * i + r) % 5),
          ]),
        ),
      ),
    ],
    questions: [
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: ['a0', 'a1', 'a2', 'a3'] }) },
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(1 + ((i + r) % 5)), { names: ['a0', 'a1', 'a2', 'a3'] }),
      },
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(1 + ((3 * i + r) % 5)), { names: ['a0', 'a1', 'a2', 'a3'] }),
      },
    ],
  },
  {
    name: 'split, source, author and a link in each row',
    files: [
      file(
        'a.csv',
        table(
          long(['split', 'source', 'author', 'permalink', 'text', 'annotator', 'label'], (i, r) => [
            i % 4 ? 'train' : 'test',
            i % 2 ? 'news' : 'blog',
            `au${i}`,
            `https://example.org/${i}`,
            TEXTS[i],
            RATERS[r],
            label(i, r),
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'several labels with a comma and a space, one rater skips',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'coder', 'emotions'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            r === 3 && i === 2 ? 'skip' : i % 3 === 0 && r % 2 ? 'happy, sad' : label(i, r),
          ]),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) =>
          r === 3 && i === 2 ? null : i % 3 === 0 && r % 2 ? 'happy+sad' : label(i, r),
        ),
        abstentions: 1,
      },
    ],
  },
  {
    name: 'columns called "Annotator 1: emotion"',
    files: [
      file(
        'a.csv',
        table([
          ['Text', ...RATERS.map((_, r) => `Annotator ${r + 1}: emotion`)],
          ...TEXTS.map((text, i) => [text, ...RATERS.map((_, r) => label(i, r))]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(label, { names: ['Annotator 1', 'Annotator 2', 'Annotator 3', 'Annotator 4'] }),
      },
    ],
  },
  {
    name: 'pipes between cells, raters in capitals in half of the rows',
    files: [
      file(
        'a.txt',
        table(
          long(['id', 'text', 'rater', 'label'], (i, r) => [
            i,
            TEXTS[i].replace('\n', ' '),
            i % 2 ? RATERS[r].toUpperCase() : RATERS[r],
            label(i, r),
          ]),
          '|',
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { key: (i) => TEXTS[i].replace('\n', ' ') }) }],
  },
  {
    name: 'an adjudicated column and a rater’s notes beside columns of raters',
    files: [
      file(
        'a.csv',
        table([
          ['text', 'mira', 'jon', 'pau', 'eva', 'adjudicated', 'notes'],
          ...TEXTS.map((text, i) => [
            text,
            ...RATERS.map((_, r) => label(i, r)),
            label(i, 1),
            i % 3 ? '' : 'we talked about this one for a while',
          ]),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'a file for each rater without ids, named by the rater',
    files: RATERS.map((name, r) =>
      file(`${name}.csv`, table([['text', 'label'], ...TEXTS.map((text, i) => [text, label(i, r)])])),
    ),
    questions: emotions,
  },
  {
    name: 'Argilla 1 records with annotations by agent',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.flatMap((text, i) =>
            RATERS.map((name, r) => ({
              text,
              inputs: { text },
              prediction: null,
              annotation: label(i, r),
              annotation_agent: name,
              multi_label: false,
              status: 'Validated',
              id: `x${i}`,
              metadata: null,
            })),
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'labels 1 to 3 as codes of "class" with raters',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'class'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            LABELS.indexOf(label(i, r)) + 1,
          ]),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes((i, r) => String(LABELS.indexOf(label(i, r)) + 1)) }],
  },
  {
    name: 'a row for each rating with the scale’s ends in the header',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'judge', 'How rude? (1 = not at all, 7 = very)'], (i, r) => [
            i,
            TEXTS[i],
            RATERS[r],
            rating(i, r),
          ]),
        ),
      ),
    ],
    questions: ratings,
  },
];
