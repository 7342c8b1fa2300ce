import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';

const FIXTURES = resolve(import.meta.dirname, '../annotators/fixtures');
const fixture = (name: string) => readFileSync(join(FIXTURES, name));
const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));

/** A chat template in the form that most instruction-tuned models have. */
const CHAT =
  "{% for message in messages %}{{ '<s>' + message['role'] + '\\n' + message['content'] + '</s>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<s>assistant\\n' }}{% endif %}";

/** A tiny decoder of random weights with the files that a family's exports on the hub have. */
export interface RandomModel {
  readonly family: string;
  readonly dtype: 'fp32' | 'fp16' | 'q4';
  readonly files: Readonly<Record<string, Uint8Array>>;
}

function randomModel(
  family: string,
  layout: string,
  dtype: RandomModel['dtype'],
  config: object,
  others: RandomModel['files'] = {},
): RandomModel {
  const weights = { fp32: 'onnx/model.onnx', fp16: 'onnx/model_fp16.onnx', q4: 'onnx/model_q4.onnx' }[dtype];
  const files = {
    'config.json': json({
      max_position_embeddings: 128,
      num_attention_heads: 2,
      num_key_value_heads: 1,
      num_hidden_layers: 2,
      hidden_size: 32,
      head_dim: 16,
      vocab_size: 300,
      eos_token_id: 2,
      ...config,
    }),
    'generation_config.json': json({ eos_token_id: 2 }),
    'tokenizer.json': fixture('decoder-tokenizer.json'),
    'tokenizer_config.json': json({ tokenizer_class: 'PreTrainedTokenizerFast', chat_template: CHAT }),
    [weights]: fixture(`decoder-${layout}.onnx`),
    ...others,
  };
  return { family, dtype, files };
}

/** One model for each family of the catalogue, in a layout that its exports have. */
export const RANDOM_MODELS: readonly RandomModel[] = [
  randomModel('Llama, SmolLM2', 'plain', 'fp32', {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
  }),
  randomModel(
    'Llama of 4 bits, cut into two files',
    'q4',
    'q4',
    { architectures: ['LlamaForCausalLM'], model_type: 'llama', max_position_embeddings: 1024 },
    { 'onnx/model_q4.onnx_data': fixture('decoder-q4.onnx_data') },
  ),
  randomModel('Qwen2 without position_ids', 'bare', 'fp32', {
    architectures: ['Qwen2ForCausalLM'],
    model_type: 'qwen2',
  }),
  randomModel('Qwen3 with GroupQueryAttention', 'grouped', 'fp32', {
    architectures: ['Qwen3ForCausalLM'],
    model_type: 'qwen3',
  }),
  randomModel(
    'Gemma 3, its template in a file of its own',
    'last',
    'fp32',
    { architectures: ['Gemma3ForCausalLM'], model_type: 'gemma3_text' },
    {
      'tokenizer_config.json': json({ tokenizer_class: 'PreTrainedTokenizerFast' }),
      'chat_template.jinja': new TextEncoder().encode(CHAT),
    },
  ),
  randomModel('Llama with a half-precision cache', 'half', 'fp16', {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
  }),
  randomModel('LFM2 with a convolution’s state', 'conv', 'fp32', {
    architectures: ['Lfm2ForCausalLM'],
    model_type: 'lfm2',
    layer_types: ['full_attention', 'full_attention'],
    conv_L_cache: 3,
  }),
];

/** A classifier of random weights with one yes or no for each of GoEmotions' labels. */
export const RANDOM_CLASSIFIER: Readonly<Record<string, Uint8Array>> = {
  'config.json': json({
    architectures: ['RobertaForSequenceClassification'],
    model_type: 'roberta',
    problem_type: 'multi_label_classification',
    id2label: Object.fromEntries(emotionQuestion.labels.map((label, place) => [place, label])),
    max_position_embeddings: 514,
    pad_token_id: 1,
  }),
  'tokenizer.json': fixture('decoder-tokenizer.json'),
  'tokenizer_config.json': json({ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: 512 }),
  'onnx/model.onnx': fixture('classifier.onnx'),
};
