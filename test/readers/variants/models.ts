import { file, label, LABELS, RATERS, rating, table, TEXTS } from './people.ts';
import type { NamedBlob } from '../../../src/readers/named-blob.ts';

export interface ModelVariant {
  readonly name: string;
  readonly people: NamedBlob;
  readonly models: NamedBlob;
  /** Of the items in their order, a probability for each label as the people have them; `null` for one that failed. */
  readonly expected: readonly (readonly number[] | null)[];
  readonly labels: readonly string[];
  readonly failed?: number;
}

export const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
export const emotions = file(
  'people.csv',
  table([
    ['id', 'text', 'rater', 'label'],
    ...TEXTS.flatMap((text, i) => RATERS.map((name, r) => [`t${i}`, text, name, label(i, r)])),
  ]),
);
export const ratings = file(
  'people.csv',
  table([
    ['id', 'text', 'rater', 'rating'],
    ...TEXTS.flatMap((text, i) => RATERS.map((name, r) => [`t${i}`, text, name, rating(i, r)])),
  ]),
);
/** What the model says of a text. */
export const said = (i: number) => LABELS[(i * 2) % 3];
export const points = ['1', '2', '3', '4', '5'];
export const oneOf = (all: readonly string[], one: string) => all.map((name) => (name === one ? 1 : 0));
export const sure = TEXTS.map((_, i) => oneOf(LABELS, said(i)));
export const soft = (i: number) =>
  LABELS.map((one) => (one === said(i) ? 0.7 : LABELS.indexOf(one) === (i * 2 + 1) % 3 ? 0.2 : 0.1));
export const shares = TEXTS.map((_, i) => soft(i));
export const by = { people: emotions, labels: LABELS, expected: sure };

export const MODEL_VARIANTS: readonly ModelVariant[] = [
  {
    ...by,
    name: 'OpenAI chat batch, JSON in fences, one error',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          id: `b${i}`,
          custom_id: `t${i}`,
          response:
            i === 3
              ? null
              : {
                  status_code: 200,
                  body: {
                    model: 'gpt-4o-mini',
                    choices: [
                      {
                        index: 0,
                        message: {
                          role: 'assistant',
                          content:
                            '```json\n' +
                            JSON.stringify({ emotion: said(i), reason: 'It sounds so.' }) +
                            '\n```',
                        },
                        finish_reason: 'stop',
                      },
                    ],
                  },
                },
          error: i === 3 ? { code: 'server_error', message: 'try again' } : null,
        })),
      ),
    ),
    expected: sure.map((one, i) => (i === 3 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'OpenAI responses batch',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          custom_id: `t${i}`,
          response: {
            status_code: 200,
            body: {
              object: 'response',
              model: 'gpt-5',
              output: [
                { type: 'reasoning', summary: [] },
                { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: said(i) }] },
              ],
            },
          },
          error: null,
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'Anthropic batch, an expired request',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          custom_id: `t${i}`,
          result:
            i === 5
              ? { type: 'expired' }
              : {
                  type: 'succeeded',
                  message: {
                    model: 'claude-x',
                    role: 'assistant',
                    content: [{ type: 'text', text: `Answer: ${said(i)}` }],
                    stop_reason: 'end_turn',
                  },
                },
        })),
      ),
    ),
    expected: sure.map((one, i) => (i === 5 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'Bedrock batch of Claude',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          recordId: `t${i}`,
          modelInput: {
            anthropic_version: 'bedrock-2023-05-31',
            messages: [
              { role: 'user', content: [{ type: 'text', text: `happy, angry or sad? ${TEXTS[i]}` }] },
            ],
          },
          modelOutput: { role: 'assistant', model: 'claude-3', content: [{ type: 'text', text: said(i) }] },
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'Bedrock batch of Llama',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          recordId: `t${i}`,
          modelInput: { prompt: `happy, angry or sad? ${TEXTS[i]}` },
          modelOutput: { generation: ` ${said(i)}`, prompt_token_count: 30, stop_reason: 'stop' },
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'vLLM offline outputs with prompt',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((text, i) => ({
          request_id: `${i}`,
          prompt: `Which emotion?\n${text}\nAnswer:`,
          outputs: [{ index: 0, text: ` ${said(i)}.`, finish_reason: 'stop' }],
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'vLLM, <think> and an answer after it',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          id: `t${i}`,
          model: 'qwen',
          response: `<think>It could be happy, angry or sad.</think>\n\n**${said(i)}**`,
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'lm-eval samples of a multiple choice',
    models: file(
      'samples.jsonl',
      lines(
        TEXTS.map((text, i) => ({
          doc_id: i,
          doc: { text, id: `t${i}`, choices: LABELS },
          target: 0,
          arguments: LABELS.map((one) => [text, ` ${one}`]),
          resps: LABELS.map((one) => [[one === said(i) ? '-0.2' : '-4.0', 'False']]),
          filtered_resps: LABELS.map((one) => [one === said(i) ? '-0.2' : '-4.0', 'False']),
          acc: 1,
        })),
      ),
    ),
    expected: TEXTS.map((_, i) => {
      const e = LABELS.map((one) => Math.exp(one === said(i) ? -0.2 : -4));
      const s = e.reduce((a, b) => a + b);
      return e.map((x) => x / s);
    }),
  },
  {
    ...by,
    name: 'HF pipeline top_k lists beside ids',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          id: `t${i}`,
          output: LABELS.map((name, c) => ({ label: name, score: soft(i)[c] })).sort(
            (a, b) => b.score - a.score,
          ),
        })),
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'HF pipeline output as a JSON list of lists, in order',
    models: file(
      'out.json',
      JSON.stringify(
        TEXTS.map((_, i) =>
          LABELS.map((name, c) => ({ label: name, score: soft(i)[c] })).sort((a, b) => b.score - a.score),
        ),
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'zero-shot pipeline: sequence, labels, scores',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((text, i) => ({
          sequence: text,
          labels: [...LABELS].reverse(),
          scores: [...soft(i)].reverse(),
        })),
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'probabilities in columns, other order, other case, semicolons and decimal commas',
    models: file(
      'out.csv',
      table(
        [
          ['ID', 'SAD', 'Happy', 'angry'],
          ...TEXTS.map((_, i) => [`t${i}`, ...[2, 0, 1].map((c) => String(soft(i)[c]).replace('.', ','))]),
        ],
        ';',
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'long probabilities with a model column',
    models: file(
      'out.csv',
      table([
        ['item_id', 'model', 'label', 'probability'],
        ...TEXTS.flatMap((_, i) => LABELS.map((name, c) => [`t${i}`, 'm1', name, soft(i)[c]])),
      ]),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'percent in a JSON answer',
    models: file(
      'out.csv',
      table([
        ['id', 'response'],
        ...TEXTS.map((_, i) => [
          `t${i}`,
          JSON.stringify(Object.fromEntries(LABELS.map((name, c) => [name, Math.round(soft(i)[c] * 100)]))),
        ]),
      ]),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'five samples in columns',
    models: file(
      'out.csv',
      table([
        ['id', 'run_1', 'run_2', 'run_3', 'run_4'],
        ...TEXTS.map((_, i) => [`t${i}`, said(i), said(i), said(i), LABELS[(i * 2 + 1) % 3]]),
      ]),
    ),
    expected: TEXTS.map((_, i) =>
      LABELS.map((one) => (one === said(i) ? 0.75 : LABELS.indexOf(one) === (i * 2 + 1) % 3 ? 0.25 : 0)),
    ),
  },
  {
    ...by,
    name: 'refusals, denials and words that are no label',
    models: file(
      'out.csv',
      table([
        ['id', 'answer'],
        ...TEXTS.map((_, i) => [
          `t${i}`,
          i === 0
            ? "I'm sorry, but I can't help with that."
            : i === 1
              ? `It is not ${said(i)}.`
              : i === 2
                ? 'purple'
                : said(i).toUpperCase(),
        ]),
      ]),
    ),
    expected: sure.map((one, i) => (i < 3 ? null : one)),
    failed: 3,
  },
  {
    ...by,
    name: 'ids from 1 where people have other ids, texts beside them',
    models: file(
      'out.csv',
      table([['n', 'text', 'gpt_label'], ...TEXTS.map((text, i) => [i + 1, text, said(i)])]),
    ),
  },
  {
    ...by,
    name: 'German decimal ids and a sentence for each answer',
    models: file(
      'out.csv',
      table([['id', 'completion'], ...TEXTS.map((_, i) => [`t${i}`, `The text sounds ${said(i)} to me.`])]),
    ),
  },
  {
    name: 'ratings in words and numbers',
    people: ratings,
    labels: points,
    models: file(
      'out.csv',
      table([
        ['id', 'response'],
        ...TEXTS.map((_, i) => [`t${i}`, i % 2 ? `Rating: ${(i % 5) + 1}` : `${(i % 5) + 1}/5`]),
      ]),
    ),
    expected: TEXTS.map((_, i) => oneOf(points, String((i % 5) + 1))),
  },
  {
    name: 'ratings in JSON with a confidence',
    people: ratings,
    labels: points,
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          id: `t${i}`,
          output: JSON.stringify({ rating: (i % 5) + 1, confidence: 4 }),
        })),
      ),
    ),
    expected: TEXTS.map((_, i) => oneOf(points, String((i % 5) + 1))),
  },
  {
    ...by,
    name: 'Gemini with candidates, keyed',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          key: `t${i}`,
          response: {
            candidates: [
              { content: { parts: [{ text: `${said(i)}\n` }], role: 'model' }, finishReason: 'STOP' },
            ],
            modelVersion: 'gemini-2',
          },
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'tool calls',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          custom_id: `t${i}`,
          response: {
            status_code: 200,
            body: {
              model: 'gpt-4o',
              choices: [
                {
                  index: 0,
                  message: {
                    role: 'assistant',
                    content: null,
                    tool_calls: [
                      {
                        id: 'c',
                        type: 'function',
                        function: { name: 'label', arguments: JSON.stringify({ label: said(i) }) },
                      },
                    ],
                  },
                },
              ],
            },
          },
        })),
      ),
    ),
  },
];
