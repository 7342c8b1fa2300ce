import {
  emotions,
  file,
  label,
  LABELS,
  lines,
  long,
  RATERS,
  rating,
  ratings,
  table,
  TEXTS,
  votes,
  type Variant,
} from './people.ts';

/** Annotation tools, with what their usual exports do not show. */
const uuid = (r: number) => `0f0e0d0c-0000-4000-8000-00000000000${r}`;
const uuids = RATERS.map((_, r) => uuid(r));
const both = (i: number, r: number) => ((i + r) % 3 === 0 ? [label(i, r), 'calm'] : [label(i, r)]);
const several = (names: readonly string[] = RATERS) =>
  [{ kind: 'categorical', votes: votes((i, r) => both(i, r).join('+'), { names }) }] as const;
const byUuid = [{ kind: 'categorical', votes: votes(label, { names: uuids }) }] as const;
const prose = 'I had to think for a while about what the writer meant by it.';

export const TOOL_VARIANTS: readonly Variant[] = [
  {
    name: 'Argilla 1 as Parquet writes it: an object of lists for each question, with a rating and a remark',
    files: [
      file(
        'feedback.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            text,
            emotion: {
              user_id: uuids,
              value: RATERS.map((_, r) => label(i, r)),
              status: RATERS.map(() => 'submitted'),
            },
            'emotion-suggestion': null,
            'emotion-suggestion-metadata': { type: null, score: null, agent: null },
            stars: {
              user_id: uuids,
              value: RATERS.map((_, r) => rating(i, r)),
              status: RATERS.map(() => 'submitted'),
            },
            remark: { user_id: [uuids[0]], value: [`${prose} ${i}`], status: ['submitted'] },
            external_id: `x${i}`,
            metadata: '{}',
          })),
        ),
      ),
    ],
    questions: [
      ...byUuid,
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: uuids }) },
    ],
  },
  {
    name: 'Argilla 1: several labels, a draft, a discarded answer and a question in free text',
    files: [
      file(
        'feedback.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            text,
            emotion: RATERS.map((_, r) => ({
              user_id: uuid(r),
              value: (i + r) % 7 === 0 ? null : both(i, r),
              status: (i + r) % 7 === 0 ? 'discarded' : r === 3 ? 'draft' : 'submitted',
            })),
            'emotion-suggestion': ['calm'],
            'emotion-suggestion-metadata': { type: 'model', score: null, agent: 'm' },
            why: [{ user_id: uuid(0), value: `${prose} ${i}`, status: 'submitted' }],
            external_id: `x${i}`,
            metadata: '{}',
          })),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => ((i + r) % 7 === 0 || r === 3 ? null : both(i, r).join('+')), {
          names: uuids,
        }),
        abstentions: 5,
      },
    ],
  },
  {
    name: 'Argilla 2: several labels, a rating and free text in columns of responses',
    files: [
      file(
        'records.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            id: `x${i}`,
            status: 'completed',
            _server_id: `s${i}`,
            text,
            'emotion.responses': RATERS.map((_, r) => both(i, r)),
            'emotion.responses.users': uuids,
            'emotion.responses.status': RATERS.map(() => 'submitted'),
            'emotion.suggestion': ['calm'],
            'emotion.suggestion.score': [0.9],
            'emotion.suggestion.agent': 'm',
            'stars.responses': RATERS.map((_, r) => rating(i, r)),
            'stars.responses.users': uuids,
            'stars.responses.status': RATERS.map(() => 'submitted'),
            'why.responses': [`${prose} ${i}`],
            'why.responses.users': [uuid(0)],
            'why.responses.status': ['submitted'],
          })),
        ),
      ),
    ],
    questions: [
      ...several(uuids),
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: uuids }) },
    ],
  },
  {
    name: 'Label Studio: a taxonomy, and a note in a text area',
    files: [
      file(
        'export.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: 100 + i,
            data: { text },
            annotations: RATERS.map((_, r) => ({
              id: i * 10 + r,
              completed_by: r + 1,
              was_cancelled: false,
              result: [
                {
                  id: 'a',
                  from_name: 'emotion',
                  to_name: 'text',
                  type: 'taxonomy',
                  value: { taxonomy: both(i, r).map((one) => [one]) },
                },
                {
                  id: 'b',
                  from_name: 'note',
                  to_name: 'text',
                  type: 'textarea',
                  value: { text: [`${prose} ${i} ${r}`] },
                },
              ],
            })),
            predictions: [
              {
                model_version: 'm',
                result: [
                  {
                    from_name: 'emotion',
                    to_name: 'text',
                    type: 'taxonomy',
                    value: { taxonomy: [['calm']] },
                  },
                ],
              },
            ],
          })),
        ),
      ),
    ],
    questions: several(['1', '2', '3', '4']),
  },
  {
    name: 'Label Studio: a number for each annotation',
    files: [
      file(
        'export.json',
        JSON.stringify(
          TEXTS.map((text, i) => ({
            id: 100 + i,
            data: { review: text, source: 'web' },
            annotations: RATERS.map((name, r) => ({
              id: i * 10 + r,
              completed_by: { id: r + 1, email: `${name}@x.org`, first_name: '', last_name: '' },
              result: [
                {
                  id: 'a',
                  from_name: 'score',
                  to_name: 'text',
                  type: 'number',
                  value: { number: rating(i, r) },
                },
              ],
            })),
          })),
        ),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), { names: RATERS.map((name) => `${name}@x.org`) }),
      },
    ],
  },
  {
    name: 'Label Studio JSON-MIN: choices as an object, a time for each',
    files: [
      file(
        'min.json',
        JSON.stringify(
          TEXTS.flatMap((text, i) =>
            RATERS.map((_, r) => ({
              text,
              id: 100 + i,
              emotion: both(i, r).length > 1 ? { choices: both(i, r) } : label(i, r),
              stars: rating(i, r),
              annotator: r + 1,
              annotation_id: i * 10 + r,
              created_at: `2025-03-0${r + 1}T10:00:0${i}.000000Z`,
              updated_at: `2025-03-0${r + 1}T10:00:0${i}.000000Z`,
              lead_time: 3.25 + i,
            })),
          ),
        ),
      ),
    ],
    questions: [
      ...several(['1', '2', '3', '4']),
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: ['1', '2', '3', '4'] }) },
    ],
  },
  {
    name: 'doccano 1: codes of labels with a user each',
    files: [
      file(
        'export.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            id: i + 1,
            text,
            meta: {},
            annotation_approver: null,
            annotations: RATERS.map((_, r) => ({
              label: ['happy', 'angry', 'sad'].indexOf(label(i, r)) + 5,
              user: r + 1,
              manual: true,
            })),
          })),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i, r) => String(['happy', 'angry', 'sad'].indexOf(label(i, r)) + 5), {
          names: ['1', '2', '3', '4'],
        }),
      },
    ],
  },
  {
    name: 'doccano CSV for each annotator, labels joined by #',
    files: RATERS.map((name, r) =>
      file(
        `${name}.csv`,
        table([['id', 'data', 'label'], ...TEXTS.map((text, i) => [i + 1, text, both(i, r).join('#')])]),
      ),
    ),
    questions: several(),
  },
  {
    name: 'Prodigy: a rating as a choice of numbers',
    files: [
      file(
        'db-out.jsonl',
        lines(
          TEXTS.flatMap((text, i) =>
            RATERS.map((name, r) => ({
              text,
              options: [1, 2, 3, 4, 5].map((id) => ({ id, text: `${id}` })),
              _input_hash: 1000 + i,
              _task_hash: 2000 + i,
              _view_id: 'choice',
              config: { choice_style: 'single' },
              accept: [rating(i, r)],
              answer: 'accept',
              _timestamp: 1740000000 + i * 100 + r,
              _annotator_id: `stars-${name}`,
              _session_id: `stars-${name}`,
            })),
          ),
        ),
      ),
    ],
    questions: [
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), { names: RATERS.map((name) => `stars-${name}`) }),
      },
    ],
  },
  {
    name: 'Zooniverse: two tasks, several answers, people who are not logged in',
    files: [
      file(
        'emotions-classifications.csv',
        table(
          long(
            'classification_id,user_name,user_id,user_ip,workflow_id,workflow_name,workflow_version,created_at,gold_standard,expert,metadata,annotations,subject_data,subject_ids'.split(
              ',',
            ),
            (i, r) => [
              60000 + i * 10 + r,
              r === 3 ? 'not-logged-in-1a2b' : RATERS[r],
              r === 3 ? '' : 800 + r,
              'ab',
              11,
              'Emotions',
              '3.7',
              '2025-03-01 10:00:00 UTC',
              '',
              '',
              '{"session":"x"}',
              JSON.stringify([
                { task: 'T0', task_label: 'Which emotions?', value: both(i, r) },
                { task: 'T1', task_label: 'How strong is it?', value: String(rating(i, r)) },
                { task: 'T2', task_label: 'Anything else?', value: `${prose} ${i} ${r}` },
              ]),
              JSON.stringify({ [300 + i]: { retired: null, Filename: `${i}.txt`, text: TEXTS[i] } }),
              300 + i,
            ],
          ),
        ),
      ),
    ],
    questions: [
      ...several(['mira', 'jon', 'pau', 'not-logged-in-1a2b']),
      {
        kind: 'ordinal',
        votes: votes((i, r) => String(rating(i, r)), { names: ['mira', 'jon', 'pau', 'not-logged-in-1a2b'] }),
      },
    ],
  },
  {
    name: 'Zooniverse: a combined task and a drop-down list',
    files: [
      file(
        'c.csv',
        table(
          long(
            'classification_id,user_name,user_id,annotations,subject_data,subject_ids'.split(','),
            (i, r) => [
              60000 + i * 10 + r,
              RATERS[r],
              800 + r,
              JSON.stringify([
                {
                  task: 'T9',
                  task_label: null,
                  value: [
                    {
                      task: 'T1',
                      task_label: 'Emotion',
                      value: [{ select_label: 'Emotion', option: true, value: `v${i}`, label: label(i, r) }],
                    },
                  ],
                },
              ]),
              JSON.stringify({ [300 + i]: { retired: null, text: TEXTS[i] } }),
              300 + i,
            ],
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'SageMaker: a manifest of several labels',
    files: [
      file(
        'output.manifest',
        lines(
          TEXTS.map((source, i) => ({
            source,
            emotions: both(i, 0).map((one) => ['happy', 'angry', 'sad', 'calm'].indexOf(one)),
            'emotions-metadata': {
              'job-name': 'labeling-job/emotions',
              'class-map': Object.fromEntries(
                both(i, 0).map((one) => [['happy', 'angry', 'sad', 'calm'].indexOf(one), one]),
              ),
              'confidence-map': {},
              type: 'groundtruth/text-classification-multilabel',
              'human-annotated': 'yes',
              'creation-date': '2025-03-01T10:00:00.000000',
            },
          })),
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i) => both(i, 0).join('+'), { raters: ['one'], names: [null] }) },
    ],
  },
  {
    name: 'Toloka: two outputs and a time, CSV',
    files: [
      file(
        'assignments.tsv',
        table(
          long(
            [
              'INPUT:text',
              'OUTPUT:emotion',
              'OUTPUT:stars',
              'OUTPUT:comment',
              'GOLDEN:emotion',
              'HINT:text',
              'ASSIGNMENT:link',
              'ASSIGNMENT:assignment_id',
              'ASSIGNMENT:task_id',
              'ASSIGNMENT:task_suite_id',
              'ASSIGNMENT:worker_id',
              'ASSIGNMENT:status',
              'ASSIGNMENT:started',
              'ASSIGNMENT:submitted',
              'ASSIGNMENT:reward',
            ],
            (i, r) => [
              TEXTS[i],
              label(i, r),
              rating(i, r),
              r === 1 ? `${prose} ${i}` : '',
              '',
              '',
              `https://x.org/${i}${r}`,
              `a${i}${r}`,
              `task--${i}`,
              `s${i}`,
              RATERS[r],
              'APPROVED',
              '2025-03-01T10:00:00.000',
              '2025-03-01T10:09:00.000',
              '0.02',
            ],
          ),
          '\t',
        ),
      ),
    ],
    questions: [...emotions, ...ratings],
  },
  {
    name: 'Toloka, aggregated: one opinion with a confidence',
    files: [
      file(
        'aggregated.tsv',
        table(
          [
            ['INPUT:text', 'OUTPUT:emotion', 'CONFIDENCE:emotion'],
            ...TEXTS.map((text, i) => [text, label(i, 0), `${80 + i}.55%`]),
          ],
          '\t',
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { raters: ['one'], names: [null] }) }],
  },
  {
    name: 'crowd-kit with performers, beside a file of texts',
    files: [
      file(
        'labels.csv',
        table(long(['task', 'performer', 'label'], (i, r) => [`t${i}`, RATERS[r], label(i, r)])),
      ),
      file('texts.csv', table([['task', 'text'], ...TEXTS.map((text, i) => [`t${i}`, text])])),
    ],
    questions: emotions,
  },
  {
    name: 'Mechanical Turk: a crowd-form’s answers as JSON',
    files: [
      file(
        'Batch_1_batch_results.csv',
        table(
          long(
            [
              'HITId',
              'HITTypeId',
              'Title',
              'Description',
              'Keywords',
              'Reward',
              'CreationTime',
              'MaxAssignments',
              'AssignmentId',
              'WorkerId',
              'AssignmentStatus',
              'AcceptTime',
              'SubmitTime',
              'WorkTimeInSeconds',
              'LifetimeApprovalRate',
              'Input.text',
              'Answer.taskAnswers',
              'Approve',
              'Reject',
            ],
            (i, r) => [
              `3H${i}`,
              '3T',
              'Emotion in a sentence',
              'Read a sentence and say which emotion it has.',
              'text, emotion',
              '$0.05',
              'Sat Mar 01 10:00:00 PST 2025',
              4,
              `3A${i}${r}`,
              RATERS[r],
              'Approved',
              'Sat Mar 01 10:00:00 PST 2025',
              'Sat Mar 01 10:00:40 PST 2025',
              40 + i,
              '100% (9/9)',
              TEXTS[i],
              JSON.stringify([{ emotion: { label: label(i, r) } }]),
              'x',
              '',
            ],
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Mechanical Turk: radio buttons as true and false in JSON',
    files: [
      file(
        'Batch_2_batch_results.csv',
        table(
          long(
            [
              'HITId',
              'AssignmentId',
              'WorkerId',
              'AssignmentStatus',
              'WorkTimeInSeconds',
              'Input.id',
              'Input.text',
              'Answer.taskAnswers',
            ],
            (i, r) => [
              `3H${i}`,
              `3A${i}${r}`,
              RATERS[r],
              'Submitted',
              40 + i,
              `t${i}`,
              TEXTS[i],
              JSON.stringify([
                {
                  emotion: Object.fromEntries(
                    ['happy', 'angry', 'sad'].map((one) => [one, one === label(i, r)]),
                  ),
                },
              ]),
            ],
          ),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Prodigy: sessions of null, one person',
    files: [
      file(
        'p.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            text,
            _input_hash: 10 + i,
            _task_hash: -10 - i,
            options: LABELS.map((name, at) => ({ id: at, text: name })),
            accept: [LABELS.indexOf(label(i, 0))],
            answer: 'accept',
            _session_id: null,
          })),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { raters: ['mira'], names: [null] }) }],
  },
  {
    name: 'Prodigy: the text in HTML',
    files: [
      file(
        'p.jsonl',
        lines(
          TEXTS.flatMap((text, i) =>
            RATERS.map((name, r) => ({
              html: `<p>${text.replace('\n', ' ')}</p>`,
              _input_hash: 10 + i,
              _task_hash: -10 - i,
              options: LABELS.map((one) => ({ id: one, html: `<b>${one}</b>` })),
              accept: [label(i, r)],
              answer: 'accept',
              _annotator_id: name,
            })),
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { key: (i) => TEXTS[i].replace('\n', ' ') }) }],
  },
  {
    name: 'Argilla 1: records with a list of people, each with a value for each question',
    files: [
      file(
        'a.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            fields: { text },
            metadata: {},
            responses: RATERS.map((name, r) => ({
              user_id: name,
              status: 'submitted',
              values: { mood: { value: label(i, r) }, strength: { value: rating(i, r) } },
            })),
            suggestions: [],
            external_id: `e${i}`,
          })),
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes(label) },
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r))) },
    ],
  },
  {
    name: 'Mechanical Turk: a remark that workers gave in the same few words',
    files: [
      file(
        'Batch_results.csv',
        table(
          long(
            ['HITId', 'WorkerId', 'AssignmentStatus', 'Input.text', 'Answer.comment', 'Answer.mood'],
            (i, r) => [`h${i}`, RATERS[r], 'Approved', TEXTS[i], r === 0 ? 'nice task' : '', label(i, r)],
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label) }],
  },
];
