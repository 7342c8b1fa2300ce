const encoder = new TextEncoder();

function json(value: object): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

/** Files in the layout of a hub's model, whose weights are no model at all: for what is done with files alone. */
export const TINY_MODEL: Readonly<Record<string, Uint8Array>> = {
  'README.md': encoder.encode('A card.'),
  'config.json': json({ architectures: ['LlamaForCausalLM'], model_type: 'llama' }),
  'generation_config.json': json({ eos_token_id: 2 }),
  'tokenizer.json': json({ words: 'a '.repeat(15_000) }),
  'tokenizer_config.json': json({ model_max_length: 128 }),
  'onnx/model.onnx': Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251),
  'onnx/model_q4.onnx': Uint8Array.from({ length: 60_000 }, (_, at) => (at * 17) % 241),
  'onnx/model_q4.onnx_data': Uint8Array.from({ length: 90_000 }, (_, at) => (at * 13) % 239),
};
