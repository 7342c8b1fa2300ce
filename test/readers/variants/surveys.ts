import { file, label, RATERS, rating, table, TEXTS, votes, type Variant } from './people.ts';

/** Survey tools: a row for each person. */
const flat = (i: number) => TEXTS[i].replace('\n', ' ');
const oneLine = { key: flat };
const mail = RATERS.map((name) => `${name}@x.org`);
const both = (i: number, r: number) => ((i + r) % 3 === 0 ? [label(i, r), 'calm'] : [label(i, r)]);

export const SURVEY_VARIANTS: readonly Variant[] = [
  {
    name: 'Google Forms: a grid, with the text in brackets after the question',
    files: [
      file(
        'Emotions (Responses) - Form Responses 1.csv',
        table([
          [
            'Timestamp',
            'Email Address',
            ...TEXTS.map((_, i) => `How does each sentence sound? [${flat(i)}]`),
          ],
          ...RATERS.map((_, r) => [`3/1/2025 10:0${r}:00`, mail[r], ...TEXTS.map((__, i) => label(i, r))]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: mail, ...oneLine }) }],
  },
  {
    name: 'Google Forms: check boxes',
    files: [
      file(
        'Emotions (Responses) - Form Responses 1.csv',
        table([
          ['Timestamp', 'Email Address', ...TEXTS.map((_, i) => flat(i))],
          ...RATERS.map((_, r) => [
            `3/1/2025 10:0${r}:00`,
            mail[r],
            ...TEXTS.map((__, i) => both(i, r).join(', ')),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => both(i, r).join('+'), { names: mail, ...oneLine }) },
    ],
  },
  {
    name: 'Google Forms: a linear scale, a question about the person first',
    files: [
      file(
        'form.csv',
        table([
          ['Timestamp', 'Email Address', 'What is your age?', ...TEXTS.map((_, i) => flat(i))],
          ...RATERS.map((_, r) => [
            `3/1/2025 10:0${r}:00`,
            mail[r],
            25 + r,
            ...TEXTS.map((__, i) => rating(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: mail, ...oneLine }) },
    ],
  },
  {
    name: 'Microsoft Forms: several answers with a semicolon after each',
    files: [
      file(
        'Emotions(1-4).csv',
        table([
          ['ID', 'Start time', 'Completion time', 'Email', 'Name', ...TEXTS.map((_, i) => flat(i))],
          ...RATERS.map((name, r) => [
            r + 1,
            '3/1/25 10:00:00',
            '3/1/25 10:09:00',
            mail[r],
            name,
            ...TEXTS.map((__, i) =>
              both(i, r)
                .map((one) => `${one};`)
                .join(''),
            ),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => both(i, r).join('+'), { names: mail, ...oneLine }) },
    ],
  },
  {
    name: 'Microsoft Forms: anonymous people',
    files: [
      file(
        'Emotions(1-4).csv',
        table([
          ['ID', 'Start time', 'Completion time', 'Email', 'Name', ...TEXTS.map((_, i) => flat(i))],
          ...RATERS.map((__, r) => [
            r + 1,
            '3/1/25 10:00:00',
            '3/1/25 10:09:00',
            'anonymous',
            '',
            ...TEXTS.map((___, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['1', '2', '3', '4'], ...oneLine }) }],
  },
  {
    name: 'SurveyMonkey: a matrix, the question in the first row and its texts in the second',
    files: [
      file(
        'Survey.csv',
        table([
          [
            'Respondent ID',
            'Collector ID',
            'Start Date',
            'End Date',
            'IP Address',
            'Email Address',
            'How does each sentence sound?',
            ...TEXTS.slice(1).map(() => ''),
          ],
          ['', '', '', '', '', '', ...TEXTS.map((_, i) => flat(i))],
          ...RATERS.map((_, r) => [
            1180 + r,
            42,
            '03/01/2025 10:00:00 AM',
            '03/01/2025 10:09:00 AM',
            '10.0.0.1',
            '',
            ...TEXTS.map((__, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: ['1180', '1181', '1182', '1183'], ...oneLine }) },
    ],
  },
  {
    name: 'Qualtrics: a matrix with the text after the question, choice text, a preview row',
    files: [
      file(
        'Emotions_March.csv',
        table([
          [
            'StartDate',
            'EndDate',
            'Status',
            'Progress',
            'Duration (in seconds)',
            'Finished',
            'ResponseId',
            ...TEXTS.map((_, i) => `Q1_${i + 1}`),
          ],
          [
            'Start Date',
            'End Date',
            'Response Type',
            'Progress',
            'Duration (in seconds)',
            'Finished',
            'Response ID',
            ...TEXTS.map((_, i) => `How does each sentence sound? - ${flat(i)}`),
          ],
          [
            '{"ImportId":"startDate","timeZone":"UTC"}',
            '{"ImportId":"endDate","timeZone":"UTC"}',
            '{"ImportId":"status"}',
            '{"ImportId":"progress"}',
            '{"ImportId":"duration"}',
            '{"ImportId":"finished"}',
            '{"ImportId":"_recordId"}',
            ...TEXTS.map((_, i) => `{"ImportId":"QID1_${i + 1}"}`),
          ],
          [
            '2025-03-01 09:00:00',
            '2025-03-01 09:01:00',
            'Survey Preview',
            100,
            60,
            'True',
            'R_0',
            ...TEXTS.map(() => 'sad'),
          ],
          ...RATERS.map((_, r) => [
            '2025-03-01 10:00:00',
            '2025-03-01 10:09:00',
            'IP Address',
            100,
            540,
            'True',
            `R_${r + 1}`,
            ...TEXTS.map((__, i) => label(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: ['R_1', 'R_2', 'R_3', 'R_4'], ...oneLine }) },
    ],
  },
  {
    name: 'LimeSurvey: codes and texts in the header, by semicolons',
    files: [
      file(
        'results-survey1.csv',
        table(
          [
            [
              'id. Response ID',
              'submitdate. Date submitted',
              'lastpage. Last page',
              'startlanguage. Start language',
              ...TEXTS.map((_, i) => `Q1[SQ00${i + 1}]. How does it sound? [${flat(i)}]`),
            ],
            ...RATERS.map((_, r) => [
              r + 1,
              '2025-03-01 10:00:00',
              1,
              'en',
              ...TEXTS.map((__, i) => label(i, r)),
            ]),
          ],
          ';',
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['1', '2', '3', '4'], ...oneLine }) }],
  },
  {
    name: 'SurveyMonkey: check boxes, a column for each option under the text',
    files: [
      file(
        'Survey.csv',
        table([
          ['Respondent ID', 'Collector ID', 'Start Date', ...TEXTS.flatMap((_, i) => [flat(i), '', '', ''])],
          ['', '', '', ...TEXTS.flatMap(() => ['happy', 'angry', 'sad', 'calm'])],
          ...RATERS.map((_, r) => [
            1180 + r,
            42,
            '03/01/2025 10:00:00 AM',
            ...TEXTS.flatMap((__, i) =>
              ['happy', 'angry', 'sad', 'calm'].map((one) => (both(i, r).includes(one) ? one : '')),
            ),
          ]),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => both(i, r).join('+'), { names: ['1180', '1181', '1182', '1183'], ...oneLine }),
      },
    ],
  },
  {
    name: 'Google Forms: two questions of each text, the question in brackets',
    files: [
      file(
        'two.csv',
        table([
          [
            'Timestamp',
            'Adresse e-mail',
            ...TEXTS.flatMap((_, i) => [`${flat(i)} [Emotion]`, `${flat(i)} [Strength]`]),
          ],
          ...RATERS.map((_, r) => [
            `3/1/2025 10:0${r}:00`,
            mail[r],
            ...TEXTS.flatMap((__, i) => [label(i, r), rating(i, r)]),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: mail, ...oneLine }) },
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: mail, ...oneLine }) },
    ],
  },
  {
    name: 'Google Forms in French: two grids, the text in brackets, and a column of user names',
    files: [
      file(
        'deux.csv',
        table([
          [
            'Horodateur',
            "Nom d'utilisateur",
            ...TEXTS.map((_, i) => `Quelle émotion ? [${flat(i)}]`),
            ...TEXTS.map((_, i) => `De quelle force ? [${flat(i)}]`),
          ],
          ...RATERS.map((_, r) => [
            `01/03/2025 10:0${r}:00`,
            mail[r],
            ...TEXTS.map((__, i) => label(i, r)),
            ...TEXTS.map((__, i) => rating(i, r)),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: mail, ...oneLine }) },
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: mail, ...oneLine }) },
    ],
  },
  {
    name: 'LimeSurvey: a code and a full stop before each question',
    files: [
      file(
        'results-survey.csv',
        table([
          ['id. Response ID', 'submitdate. Date submitted', ...TEXTS.map((_, i) => `G01Q0${i}. ${flat(i)}`)],
          ...RATERS.map((_, r) => [r + 1, '1980-01-01 00:00:00', ...TEXTS.map((__, i) => label(i, r))]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { names: ['1', '2', '3', '4'], ...oneLine }) }],
  },
  {
    name: 'Qualtrics: two questions of each text, in one survey',
    files: [
      file(
        'q.csv',
        table([
          ['StartDate', 'ResponseId', ...TEXTS.flatMap((_, i) => [`Q${i}_1`, `Q${i}_2`])],
          [
            'Start Date',
            'Response ID',
            ...TEXTS.flatMap((_, i) => [`${flat(i)} - Emotion`, `${flat(i)} - Strength`]),
          ],
          [
            '{"ImportId":"startDate"}',
            '{"ImportId":"_recordId"}',
            ...TEXTS.flatMap((_, i) => [`{"ImportId":"QID${i}_1"}`, `{"ImportId":"QID${i}_2"}`]),
          ],
          ...RATERS.map((_, r) => [
            '2025-03-01 10:00:00',
            `R_${r}x`,
            ...TEXTS.flatMap((__, i) => [label(i, r), rating(i, r)]),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label, { names: ['R_0x', 'R_1x', 'R_2x', 'R_3x'], ...oneLine }) },
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), { names: ['R_0x', 'R_1x', 'R_2x', 'R_3x'], ...oneLine }),
      },
    ],
  },
];
