/** A language model in one engine, asked in one way, loaded and ready. */
export interface BenchedWay {
  /** Shares of labels, a row for each text; absent where the way has no label likelihood. */
  likelihood?(texts: readonly string[]): Promise<number[][]>;
  /** Draws {@link SAMPLES} answers to each text. */
  samples?(texts: readonly string[]): Promise<void>;
  /** Reads a text as it would a prompt. @returns its tokens */
  read?(): Promise<number>;
  /** Writes {@link SAMPLES} long answers to one short text. @returns their tokens together */
  write?(): Promise<number>;
}

/** Answers to a text, at temperature 1. */
export const SAMPLES = 10;
/** Tokens of an answer at most, as the page has it. */
export const ANSWER_TOKENS = 12;
export const READ_TOKENS = 200;
/** Each of these words is one token of the model that is timed. */
export const READ_TEXT = ' word'.repeat(READ_TOKENS);
export const WRITE_TEXT = 'Once upon a time';
export const WRITE_TOKENS = 16;

/** The question that the page puts to a small model in GGUF form. */
export const PROMPTS = 'brief chat';

/** Where the page finds the files of transformers.js, in the hub's layout. */
export const ONNX_FOLDER = 'benched-models/smollm2';

/** Shares from logarithms of weights. */
export function sharesOf(logs: ArrayLike<number>): number[] {
  const most = Math.max(...Array.from(logs));
  const weights = Array.from(logs, (log) => Math.exp(log - most));
  const sum = weights.reduce((all, each) => all + each);
  return weights.map((weight) => weight / sum);
}
