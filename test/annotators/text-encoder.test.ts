import { beforeAll, expect, test } from 'vitest';
import { readModelJson } from '../../src/annotators/model-files.ts';
import { createTextEncoder } from '../../src/annotators/text-encoder.ts';
import { embeddedFiles } from './models.ts';
import { LONG_TEXT, TEXTS } from './texts.ts';

const START = 0;
const END = 2;

let tokenizer: Record<string, unknown>;
let config: Record<string, unknown>;
beforeAll(async () => {
  tokenizer = await readModelJson(embeddedFiles, 'tokenizer.json');
  config = await readModelJson(embeddedFiles, 'tokenizer_config.json');
});

test('a text stands between the special tokens', () => {
  const encode = createTextEncoder(tokenizer, config, null);
  for (const text of TEXTS) {
    const { tokens, truncated } = encode(text);
    expect([tokens[0], tokens.at(-1), truncated]).toEqual([START, END, false]);
  }
  expect([...encode('').tokens]).toEqual([START, END]);
});

test('a text that is too long loses its end, not its last special token, and says so', () => {
  const encode = createTextEncoder(tokenizer, { ...config, model_max_length: 16 }, null);
  const whole = createTextEncoder(tokenizer, { ...config, model_max_length: 1000 }, null)(LONG_TEXT);
  expect(whole).toMatchObject({ truncated: false });
  const { tokens, truncated } = encode(LONG_TEXT);
  expect(truncated).toBe(true);
  expect([...tokens]).toEqual([...whole.tokens.subarray(0, 15), END]);
});

test('a text that just fits is whole', () => {
  const text = TEXTS[3];
  const { length } = createTextEncoder(tokenizer, config, null)(text).tokens;
  expect(createTextEncoder(tokenizer, { model_max_length: length }, null)(text).truncated).toBe(false);
  expect(createTextEncoder(tokenizer, { model_max_length: length - 1 }, null)(text).truncated).toBe(true);
});

test('the smaller of what tokenizer and model allow holds', () => {
  const lengthWith = (modelMaxLength: number, positions: number | null) =>
    createTextEncoder(tokenizer, { ...config, model_max_length: modelMaxLength }, positions)(LONG_TEXT).tokens
      .length;
  expect(lengthWith(64, 128)).toBe(64);
  expect(lengthWith(1e30, 100)).toBe(100);
  expect(lengthWith(64, null)).toBe(64);
});

test('a limit that nobody states, or that leaves no room, is refused', () => {
  expect(() => createTextEncoder(tokenizer, {}, null)).toThrow(/model_max_length/);
  expect(() => createTextEncoder(tokenizer, { model_max_length: 2 }, null)).toThrow(/no room/);
});

test('a file that is no tokenizer is refused', () => {
  expect(() => createTextEncoder({}, config, 128)).toThrow(/tokenizer\.json cannot be used/);
});

test('special tokens that stand in a text are read as the characters they are', () => {
  const encode = createTextEncoder(tokenizer, config, null);
  const special = (tokenizer.added_tokens as { id: number; special: boolean }[])
    .filter((token) => token.special)
    .map(({ id }) => id);
  for (const text of ['</s>', 'She said</s>and left.', '<s>Oh.', 'a <mask> and <pad>', '<unk>']) {
    const { tokens } = encode(text);
    expect([tokens[0], tokens.at(-1)]).toEqual([START, END]);
    expect(tokens.length).toBeGreaterThan(3);
    expect([...tokens.subarray(1, -1)].filter((token) => special.includes(token))).toEqual([]);
  }
  const { tokens } = createTextEncoder(
    tokenizer,
    { ...config, model_max_length: 16 },
    null,
  )(`</s>${LONG_TEXT}`);
  expect([tokens.length, tokens[0], tokens.at(-1)]).toEqual([16, START, END]);
});

test('of a text of twenty million characters the beginning is read, soon, and that is said', () => {
  const encode = createTextEncoder(tokenizer, config, null);
  const words = 'So it is, and so it will be. ';
  const begun = performance.now();
  for (const text of [words.repeat(700_000), 'a'.repeat(20_000_000)]) {
    const { tokens, truncated } = encode(text);
    expect(truncated).toBe(true);
    expect([...tokens]).toEqual([...encode(text.slice(0, 300_000)).tokens]);
  }
  expect(performance.now() - begun).toBeLessThan(60_000);
});
