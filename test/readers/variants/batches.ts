import { by, lines, said, soft, shares, sure, type ModelVariant } from './models.ts';
import { file, LABELS, TEXTS } from './people.ts';

/** Batches and runs of models as services and engines write them. */
const each = (row: (i: number) => unknown) => file('out.jsonl', lines(TEXTS.map((_, i) => row(i))));
const other = (i: number) => LABELS[(i * 2 + 1) % 3];
const chat = (i: number, body: object) => ({
  id: `b${i}`,
  custom_id: `t${i}`,
  response: { status_code: 200, request_id: `r${i}`, body },
  error: null,
});
const quarter = TEXTS.map((_, i) =>
  LABELS.map((one) => (one === said(i) ? 0.75 : one === other(i) ? 0.25 : 0)),
);

export const BATCH_VARIANTS: readonly ModelVariant[] = [
  {
    ...by,
    name: 'OpenAI chat batch: four choices',
    models: each((i) =>
      chat(i, {
        model: 'gpt-4o-mini',
        choices: [said(i), said(i), said(i), other(i)].map((content, index) => ({
          index,
          message: { role: 'assistant', content, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        })),
        usage: { prompt_tokens: 20, completion_tokens: 1 },
      }),
    ),
    expected: quarter,
  },
  {
    ...by,
    name: 'OpenAI chat batch: log probabilities of the first token',
    models: each((i) =>
      chat(i, {
        model: 'gpt-4o-mini',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: said(i) },
            logprobs: {
              content: [
                {
                  token: said(i),
                  logprob: Math.log(0.7),
                  bytes: null,
                  top_logprobs: LABELS.map((token, c) => ({
                    token,
                    logprob: Math.log(soft(i)[c]),
                    bytes: null,
                  })).sort((a, b) => b.logprob - a.logprob),
                },
              ],
            },
            finish_reason: 'stop',
          },
        ],
      }),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'OpenAI responses batch: a function call, one incomplete, one refusal',
    models: each((i) =>
      chat(i, {
        object: 'response',
        model: 'gpt-5',
        status: i === 2 ? 'incomplete' : 'completed',
        incomplete_details: i === 2 ? { reason: 'max_output_tokens' } : null,
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Is it happy, angry or sad?' }] },
          ...(i === 2
            ? []
            : i === 4
              ? [
                  {
                    type: 'message',
                    role: 'assistant',
                    content: [{ type: 'refusal', refusal: 'I cannot help with that.' }],
                  },
                ]
              : [
                  {
                    type: 'function_call',
                    name: 'label',
                    call_id: 'c',
                    arguments: JSON.stringify({ reason: 'The writer is not calm.', emotion: said(i) }),
                  },
                ]),
        ],
      }),
    ),
    expected: sure.map((one, i) => (i === 2 || i === 4 ? null : one)),
    failed: 2,
  },
  {
    ...by,
    name: 'OpenAI completions batch: top log probabilities as an object',
    models: each((i) =>
      chat(i, {
        object: 'text_completion',
        model: 'davinci-002',
        choices: [
          {
            index: 0,
            text: ` ${said(i)}`,
            logprobs: {
              tokens: [` ${said(i)}`],
              token_logprobs: [Math.log(0.7)],
              top_logprobs: [Object.fromEntries(LABELS.map((one, c) => [` ${one}`, Math.log(soft(i)[c])]))],
              text_offset: [0],
            },
            finish_reason: 'length',
          },
        ],
      }),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'Anthropic batch: thinking, and a tool’s input',
    models: each((i) => ({
      custom_id: `t${i}`,
      result: {
        type: i === 6 ? 'errored' : 'succeeded',
        ...(i === 6
          ? { error: { type: 'error', error: { type: 'invalid_request_error', message: 'happy' } } }
          : {
              message: {
                id: `m${i}`,
                type: 'message',
                role: 'assistant',
                model: 'claude-x',
                content: [
                  { type: 'thinking', thinking: 'It may be angry. Or sad. Or happy.', signature: 'x' },
                  i % 2
                    ? { type: 'tool_use', id: 'x', name: 'label', input: { label: said(i) } }
                    : { type: 'text', text: said(i) },
                ],
                stop_reason: i % 2 ? 'tool_use' : 'end_turn',
              },
            }),
      },
    })),
    expected: sure.map((one, i) => (i === 6 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'Gemini batch: a thought before the answer, JSON, one blocked',
    models: each((i) => ({
      key: `t${i}`,
      response: {
        candidates: [
          i === 1
            ? { finishReason: 'SAFETY', index: 0 }
            : {
                content: {
                  role: 'model',
                  parts: [
                    { text: 'Maybe angry, maybe sad, maybe happy.', thought: true },
                    { text: JSON.stringify({ emotion: said(i) }) },
                  ],
                },
                finishReason: 'STOP',
              },
        ],
        modelVersion: 'gemini-2.5-flash',
        usageMetadata: { promptTokenCount: 10 },
      },
    })),
    expected: sure.map((one, i) => (i === 1 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'Vertex batch without ids: the text is in the request',
    models: each((i) => ({
      status: '',
      processed_time: '2025-03-01T10:00:00.000+00:00',
      request: {
        contents: [{ role: 'user', parts: [{ text: `Is this happy, angry or sad?\n\n${TEXTS[i]}` }] }],
        generationConfig: { temperature: 0 },
      },
      response: {
        candidates: [
          {
            content: { role: 'model', parts: [{ text: `${said(i)}\n` }] },
            finishReason: 'STOP',
            avgLogprobs: -0.01,
          },
        ],
        modelVersion: 'gemini-2.0-flash',
      },
    })),
  },
  {
    ...by,
    name: 'Vertex batch of text models: instance and predictions',
    models: each((i) => ({
      instance: { prompt: `Is this happy, angry or sad? ${TEXTS[i]}` },
      predictions: [
        {
          content: ` ${said(i)}`,
          citationMetadata: { citations: [] },
          safetyAttributes: { blocked: false, categories: [], scores: [] },
        },
      ],
      status: '',
    })),
  },
  {
    ...by,
    name: 'Bedrock batch of Nova, with an error',
    models: each((i) => ({
      recordId: `t${i}`,
      modelInput: { messages: [{ role: 'user', content: [{ text: `happy, angry or sad? ${TEXTS[i]}` }] }] },
      ...(i === 2
        ? { error: { errorCode: 400, errorMessage: 'angry', expired: false, retryable: false } }
        : {
            modelOutput: {
              output: { message: { role: 'assistant', content: [{ text: said(i) }] } },
              stopReason: 'end_turn',
              usage: { inputTokens: 9 },
            },
          }),
    })),
    expected: sure.map((one, i) => (i === 2 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'Bedrock batch of Titan',
    models: each((i) => ({
      recordId: `t${i}`,
      modelInput: { inputText: `happy, angry or sad? ${TEXTS[i]}` },
      modelOutput: {
        inputTextTokenCount: 12,
        results: [{ tokenCount: 2, outputText: `\n${said(i)}`, completionReason: 'FINISH' }],
      },
    })),
  },
  {
    ...by,
    name: 'Bedrock batch of Mistral',
    models: each((i) => ({
      recordId: `t${i}`,
      modelInput: { prompt: `<s>[INST] happy, angry or sad? ${TEXTS[i]} [/INST]` },
      modelOutput: { outputs: [{ text: ` ${said(i)}`, stop_reason: 'stop' }] },
    })),
  },
  {
    ...by,
    name: 'Bedrock batch of Cohere',
    models: each((i) => ({
      recordId: `t${i}`,
      modelInput: { prompt: `happy, angry or sad? ${TEXTS[i]}` },
      modelOutput: {
        generations: [{ id: 'x', text: ` ${said(i)}`, finish_reason: 'COMPLETE' }],
        id: 'y',
        prompt: '',
      },
    })),
  },
  {
    ...by,
    name: 'vLLM run-batch',
    models: each((i) => ({
      id: `vllm-${i}`,
      custom_id: `t${i}`,
      response: {
        status_code: 200,
        request_id: `vllm-batch-${i}`,
        body: {
          id: 'x',
          object: 'chat.completion',
          model: 'meta-llama/Llama-3.1-8B-Instruct',
          choices: [
            {
              index: 0,
              message: {
                role: 'assistant',
                reasoning_content: 'It is angry, I think.',
                content: `\n\n${said(i)}`,
                tool_calls: [],
              },
              logprobs: null,
              finish_reason: 'stop',
            },
          ],
        },
      },
      error: null,
    })),
  },
  {
    ...by,
    name: 'vLLM outputs: four for each prompt',
    models: each((i) => ({
      request_id: String(i),
      prompt: `Which emotion has this?\n${TEXTS[i]}\nAnswer:`,
      prompt_token_ids: [1, 2, 3],
      prompt_logprobs: null,
      outputs: [said(i), said(i), other(i), said(i)].map((text, index) => ({
        index,
        text: ` ${text}`,
        token_ids: [5],
        cumulative_logprob: -0.1,
        logprobs: null,
        finish_reason: 'stop',
        stop_reason: null,
      })),
      finished: true,
      metrics: null,
    })),
    expected: quarter,
  },
  {
    ...by,
    name: 'lm-eval: answers in words, arguments as an object',
    models: each((i) => ({
      doc_id: i,
      doc: { id: `t${i}`, text: TEXTS[i], label: 0 },
      target: 'happy',
      arguments: {
        gen_args_0: { arg_0: `Emotion of: ${TEXTS[i]}\nAnswer:`, arg_1: { until: ['\n'], do_sample: false } },
      },
      resps: [[` ${said(i)}`]],
      filtered_resps: [said(i)],
      doc_hash: 'a',
      prompt_hash: 'b',
      target_hash: 'c',
      exact_match: 1.0,
    })),
  },
  {
    ...by,
    name: 'lm-eval: log likelihoods of choices, arguments as an object',
    models: each((i) => ({
      doc_id: i,
      doc: { text: TEXTS[i] },
      target: '0',
      arguments: Object.fromEntries(
        LABELS.map((one, c) => [
          `gen_args_${c}`,
          { arg_0: `Emotion of: ${TEXTS[i]}\nAnswer:`, arg_1: ` ${one}` },
        ]),
      ),
      resps: LABELS.map((_, c) => [[String(Math.log(soft(i)[c])), 'False']]),
      filtered_resps: LABELS.map((_, c) => [String(Math.log(soft(i)[c])), 'False']),
      doc_hash: 'a',
      acc: 1.0,
    })),
    expected: shares,
  },
  {
    ...by,
    name: 'Ollama generate with thinking beside the response',
    models: each((i) => ({
      id: `t${i}`,
      model: 'qwen3',
      created_at: '2025-03-01T10:00:00Z',
      thinking: 'angry? sad? happy?',
      response: said(i),
      done: true,
      done_reason: 'stop',
      context: [1, 2],
      total_duration: 100,
      eval_count: 3,
    })),
  },
  {
    ...by,
    name: 'Cohere chat and Mistral’s parts of content',
    models: each((i) => ({
      id: `t${i}`,
      model: 'command',
      message: { role: 'assistant', content: [{ type: 'text', text: said(i) }] },
      finish_reason: 'COMPLETE',
    })),
  },
  {
    ...by,
    name: 'promptfoo: an evaluation as JSON, one answer missing',
    models: file(
      'output.json',
      JSON.stringify({
        evalId: 'eval-1',
        results: {
          version: 3,
          prompts: [{ raw: 'Classify {{text}}', provider: 'openai:gpt-4o-mini' }],
          results: TEXTS.map((text, i) => ({
            id: `r${i}`,
            promptIdx: 0,
            testIdx: i,
            provider: { id: 'openai:gpt-4o-mini', label: '' },
            prompt: { raw: `Classify ${text}`, label: 'p' },
            vars: { text },
            response: i === 3 ? { error: 'API error: 500' } : { output: said(i), cached: false },
            ...(i === 4 && { error: 'Expected output to equal "calm"', success: false }),
          })),
          stats: { successes: 6, failures: 2 },
        },
        config: {},
      }),
    ),
    expected: sure.map((one, i) => (i === 3 ? null : one)),
    failed: 1,
  },
  {
    ...by,
    name: 'promptfoo: JSON lines with ids among the variables',
    models: file(
      'output.jsonl',
      lines(
        TEXTS.map((text, i) => ({
          testIdx: i,
          testCase: { vars: { id: `t${i}`, review: text } },
          provider: { id: 'anthropic:claude', label: '' },
          prompt: { raw: `Classify ${text}` },
          vars: { id: `t${i}`, review: text },
          response: { output: { mood: said(i) } },
        })),
      ),
    ),
  },
  {
    ...by,
    name: 'Inspect: the input is a prompt around the text',
    models: file(
      'log.json',
      JSON.stringify({
        status: 'success',
        samples: TEXTS.map((text, i) => ({
          id: `t${i}`,
          epoch: 1,
          input: `Classify: ${text}\nAnswer:`,
          target: 'x',
          output: { model: 'm', choices: [{ message: { role: 'assistant', content: said(i) } }] },
        })),
      }),
    ),
  },
];
