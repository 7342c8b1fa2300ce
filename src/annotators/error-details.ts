import { DETAILS } from './details-mark.ts';

/** A library may put a whole template into its message. */
const LONGEST_DETAILS = 300;

/** What a library said, to be put below our words; on one line. */
export function detailsOf(cause: unknown): string {
  const text = textOf(cause).replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  return DETAILS + (text.length > LONGEST_DETAILS ? `${text.slice(0, LONGEST_DETAILS)}…` : text);
}

/** The message of what was thrown, which may be no error. */
export function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
