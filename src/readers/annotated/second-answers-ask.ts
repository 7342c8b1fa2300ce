import type { AskDraft } from './ask-draft.ts';
import type { Mapping } from './mapping.ts';

/** Asks which of two answers of a rater counts. */
export function secondAnswers(times: number, { time, secondAnswers: first }: Mapping): AskDraft {
  const later = time === undefined ? 'the one further down' : `the later one by "${time}"`;
  return {
    what: `${times === 1 ? 'Once' : `${times.toLocaleString('en')} times`} a rater has answered about a text again. Which answer counts?`,
    choices: [
      {
        says: later,
        option: '--second-answers last',
        apply: ({ secondAnswers: _, ...mapping }) => mapping,
      },
      {
        says: 'the first',
        option: '--second-answers first',
        apply: (mapping) => ({ ...mapping, secondAnswers: 'first' }),
      },
    ],
    taken: first === undefined ? 0 : 1,
  };
}
