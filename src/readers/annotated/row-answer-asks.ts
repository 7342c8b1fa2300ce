import type { AskDraft } from './ask-draft.ts';
import { isAnswerName } from './column-names.ts';
import type { Keys } from './find-keys.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';

/**
 * Asked where no column is named for raters and one of the answers differs in all rows of a text, and comes again with others: it
 * may name who answered.
 */
export function unnamedRaters(
  { columns, item }: Keys,
  answers: readonly string[],
  undecided: readonly string[],
): AskDraft | null {
  const rows = columns.rowCount;
  const name = [...answers, ...undecided].find(
    (one) =>
      !isAnswerName(one) &&
      !columns.isNumeric(one) &&
      columns.repeat([one]) &&
      !columns.repeat([...item, one], true) &&
      rows >= 2.5 * columns.distinct(item[0]).size,
  );
  const others = answers.filter((one) => one !== name);
  if (name === undefined || others.length === 0) return null;
  return {
    what: `Does the column "${name}" name who answered? It differs in all rows of each text.`,
    choices: [
      {
        says: 'yes, a rater in each row',
        option: `--rater "${name}"`,
        apply: (mapping) => ({
          ...mapping,
          rater: name,
          questions: mapping.questions.filter((question) => question.name !== name),
        }),
      },
      {
        says: 'no, it holds answers too',
        option: [...others, name].map((one) => `--label "${one}"`).join(' '),
        apply: (mapping) =>
          mapping.questions.some((question) => question.name === name)
            ? mapping
            : {
                ...mapping,
                questions: [
                  ...mapping.questions,
                  { name, kind: 'by labels', columns: [{ column: name, name }] },
                ],
              },
      },
      {
        says: 'no, and it holds no answers',
        option: others.map((one) => `--label "${one}"`).join(' '),
        apply: (mapping) => ({
          ...mapping,
          questions: mapping.questions.filter((question) => question.name !== name),
        }),
      },
    ],
    taken: null,
  };
}

/** Asked where texts come again, and no column has the name of raters or of answers: what differs may be a place or a day. */
export function unnamedAnswers(names: readonly string[]): AskDraft {
  const list = names.map((name) => `"${name}"`).join(', ');
  return {
    what: `Texts come again, and no column is named for raters or answers. Did people answer in ${list}?`,
    choices: [
      { says: 'yes, each row is an answer', option: names.map((name) => `--label "${name}"`).join(' ') },
      {
        says: 'no, nobody has judged the texts: put them into the file without what differs where they come again',
        option: '',
        apply: null,
      },
    ],
    taken: 0,
  };
}

export function moreQuestions(names: readonly string[]): AskDraft[] {
  if (names.length === 0) return [];
  const list = names.map((name) => `"${name}"`).join(', ');
  return [
    {
      what: `Do the columns ${list} hold answers too?`,
      choices: [
        {
          says: 'no, they say something else about the texts, or are left unread',
          option: '--label with the columns of answers alone',
        },
        {
          says: 'yes, each is a question',
          option: names.map((name) => `--label "${name}"`).join(' '),
          apply: (mapping) => ({
            ...mapping,
            questions: [
              ...mapping.questions,
              ...names.map((name): MappedQuestion => ({
                name,
                kind: 'by labels',
                columns: [{ column: name, name }],
              })),
            ],
          }),
        },
      ],
      taken: 0,
    },
  ];
}

export function unnamedColumn(name: string, others: readonly string[]): AskDraft {
  return {
    what: `The file names no columns. Does ${name} hold the labels?`,
    choices: [
      { says: 'yes', option: `--label "${name}"` },
      ...others.map((other) => ({
        says: `no, ${other} does`,
        option: `--label "${other}"`,
        apply: (mapping: Mapping): Mapping => ({
          ...mapping,
          questions: mapping.questions.map((question) =>
            question.name === name
              ? { name: other, kind: 'by labels', columns: [{ column: other, name: other }] }
              : question,
          ),
        }),
      })),
      { says: 'no, none does: put the texts alone into the file', option: '', apply: null },
    ],
    taken: 0,
  };
}
