/** The command line is wrong; the message says where. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
