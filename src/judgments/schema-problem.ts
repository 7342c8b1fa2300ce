import { getDotPath, type BaseIssue } from 'valibot';

/** What is shown of a value that is not as it should be. */
const LONGEST = 60;

/** What is wrong with data that do not fit their schema, and where: `questions.0.labels: two are alike`. */
export function schemaProblem(issue: BaseIssue<unknown>): string {
  const where = getDotPath(issue);
  return `${where ? `${where}: ` : ''}${whatIsWrong(issue)}`;
}

function whatIsWrong({ type, message, received, expected }: BaseIssue<unknown>): string {
  if (received === 'undefined') return 'missing';
  if (type === 'check') return message;
  const found = received.length > LONGEST ? `${received.slice(0, LONGEST)}…` : received;
  return expected === null ? `${found} cannot stand there` : `${found} instead of ${expected}`;
}
