import { gzipSync } from 'node:zlib';
import {
  emotions,
  file,
  label,
  lines,
  long,
  RATERS,
  rating,
  table,
  TEXTS,
  votes,
  type Variant,
} from './people.ts';

/** The same answers in other formats and other kinds of tables. */
const flat = (i: number) => TEXTS[i].replace('\n', ' ').replaceAll('"', '”');
const oneLine = [{ kind: 'categorical', votes: votes(label, { key: flat }) }] as const;
const rows = long(['id', 'text', 'rater', 'emotion'], (i, r) => [`t${i}`, TEXTS[i], RATERS[r], label(i, r)]);
const flatRows = long(['id', 'text', 'rater', 'emotion'], (i, r) => [
  `t${i}`,
  flat(i),
  RATERS[r],
  label(i, r),
]);
const objects = TEXTS.flatMap((text, i) =>
  RATERS.map((rater, r) => ({ id: `t${i}`, text, rater, emotion: label(i, r) })),
);
const columnsOf = ['id', 'text', 'rater', 'emotion'] as const;
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

export const FORMAT_VARIANTS: readonly Variant[] = [
  {
    name: 'pandas to_json, values: lists without names',
    files: [file('a.json', JSON.stringify(objects.map((one) => Object.values(one))))],
    questions: emotions,
  },
  {
    name: 'pandas to_json, table',
    files: [
      file(
        'a.json',
        JSON.stringify({
          schema: {
            fields: [
              { name: 'index', type: 'integer' },
              ...columnsOf.map((name) => ({ name, type: 'string' })),
            ],
            primaryKey: ['index'],
            pandas_version: '1.4.0',
          },
          data: objects.map((one, index) => ({ index, ...one })),
        }),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'pandas to_json, split',
    files: [
      file(
        'a.json',
        JSON.stringify({
          columns: columnsOf,
          index: objects.map((_, at) => at),
          data: objects.map((one) => Object.values(one)),
        }),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'pandas to_json, index',
    files: [file('a.json', JSON.stringify(Object.fromEntries(objects.map((one, at) => [at, one]))))],
    questions: emotions,
  },
  {
    name: 'pandas to_json, columns',
    files: [
      file(
        'a.json',
        JSON.stringify(
          Object.fromEntries(
            columnsOf.map((name) => [name, Object.fromEntries(objects.map((one, at) => [at, one[name]]))]),
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'pandas to_json, records in lines, compressed',
    files: [file('a.jsonl.gz', bytes(gzipSync(lines(objects))))],
    questions: emotions,
  },
  {
    name: 'UTF-16, big end first',
    files: [file('a.csv', bytes(Buffer.from(`\ufeff${table(rows)}`, 'utf16le').swap16()))],
    questions: emotions,
  },
  {
    name: 'Windows-1252 with semicolons and a line that names them',
    files: [
      file(
        'a.csv',
        bytes(
          Buffer.from(
            `sep=;\r\n${table(
              long(['id', 'text', 'rater', 'Gefühl'], (i, r) => [
                `t${i}`,
                TEXTS[i],
                RATERS[r],
                label(i, r) === 'sad' ? 'müde' : label(i, r),
              ]),
              ';',
              '\r\n',
            )}`,
            'latin1',
          ),
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => (label(i, r) === 'sad' ? 'müde' : label(i, r))) },
    ],
  },
  {
    name: 'R’s write.table: no name above the row numbers',
    files: [
      file(
        'a.txt',
        flatRows
          .map((row, at) =>
            (at === 0 ? row : [String(at), ...row])
              .map((one) => `"${String(one).replaceAll('"', '”')}"`)
              .join('\t'),
          )
          .join('\n'),
      ),
    ],
    questions: oneLine,
  },
  {
    name: 'R’s write.csv: an empty name above the row numbers',
    files: [file('a.csv', table(rows.map((row, at) => [at === 0 ? '' : String(at), ...row])))],
    questions: emotions,
  },
  {
    name: 'two files put end to end, with the header again',
    files: [file('a.csv', table(rows.slice(0, 17)) + table([rows[0], ...rows.slice(17)]))],
    questions: emotions,
  },
  {
    name: 'two title rows, a note in comments, an empty column at the end',
    files: [file('a.csv', `# exported\n# 2025\n\n${table(rows.map((row) => [...row, '']))}`)],
    questions: emotions,
  },
  {
    name: 'a column for each rater under a name over all of them',
    files: [
      file(
        'a.csv',
        table([
          ['id', 'text', 'Emotion', ...RATERS.slice(1).map(() => '')],
          ['', '', ...RATERS],
          ...TEXTS.map((text, i) => [`t${i}`, text, ...RATERS.map((_, r) => label(i, r))]),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'decimal commas and a tab, half points',
    files: [
      file(
        'a.tsv',
        table(
          long(['id', 'text', 'rater', 'rating'], (i, r) => [
            `t${i}`,
            TEXTS[i],
            RATERS[r],
            `${rating(i, r)},${r % 2 ? 5 : 0}`,
          ]),
          '\t',
        ),
      ),
    ],
    questions: [
      { kind: 'ordinal', votes: votes((i, r) => (r % 2 ? `${rating(i, r)}.5` : `${rating(i, r)}.0`)) },
    ],
  },
  {
    name: 'ratings as words and numbers in one: "4 - rather"',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'rating'], (i, r) => [
            `t${i}`,
            TEXTS[i],
            RATERS[r],
            `${rating(i, r)} - ${['not at all', 'a little', 'so so', 'rather', 'very'][rating(i, r) - 1]}`,
          ]),
        ),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes(
          (i, r) =>
            `${rating(i, r)} - ${['not at all', 'a little', 'so so', 'rather', 'very'][rating(i, r) - 1]}`,
        ),
      },
    ],
  },
  {
    name: 'rows of several labels as numpy prints lists of words',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'emotions'], (i, r) => [
            `t${i}`,
            TEXTS[i],
            RATERS[r],
            `['${label(i, r)}' 'calm']`,
          ]),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes((i, r) => `${label(i, r)}+calm`) }],
  },
  {
    name: 'raters in a list beside a list of labels, in columns as Parquet has them',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            id: `t${i}`,
            text,
            annotators: RATERS,
            labels: RATERS.map((_, r) => label(i, r)),
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'an object of raters in which each has a label and a confidence',
    files: [
      file(
        'a.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: `t${i}`,
            text,
            annotations: Object.fromEntries(
              RATERS.map((name, r) => [name, { label: label(i, r), confidence: 0.5 }]),
            ),
          })),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'model and people in one file: an annotator called gpt-4',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'annotator', 'emotion', 'model_emotion', 'model_confidence'], (i, r) => [
            `t${i}`,
            TEXTS[i],
            RATERS[r],
            label(i, r),
            'sad',
            '0.93',
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'trap questions and times beside the answers',
    files: [
      file(
        'a.csv',
        table(
          long(
            ['trial_index', 'rt', 'stimulus', 'response', 'participant', 'attention_check', 'time_elapsed'],
            (i, r) => [i + 3, 1200 + i * 7 + r, TEXTS[i], label(i, r), RATERS[r], 'passed', 5000 + i],
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'answers in capitals and with spaces around them',
    files: [
      file(
        'a.csv',
        table(
          long(['id', 'text', 'rater', 'emotion'], (i, r) => [
            `t${i}`,
            TEXTS[i],
            RATERS[r],
            r % 2 ? ` ${label(i, r).toUpperCase()} ` : label(i, r),
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'a row for each rater with a column for each text’s code, and the texts apart',
    files: [
      file(
        'answers.csv',
        table([
          ['participant', ...TEXTS.map((_, i) => `t${i}`)],
          ...RATERS.map((name, r) => [name, ...TEXTS.map((_, i) => label(i, r))]),
        ]),
      ),
      file('texts.csv', table([['id', 'text'], ...TEXTS.map((text, i) => [`t${i}`, text])])),
    ],
    questions: emotions,
  },
];
