/** What was given cannot be used, or a result cannot be written; the message says what, where and what to do. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
