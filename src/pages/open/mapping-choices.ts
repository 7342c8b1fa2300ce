import type { MappedLayout, MappedQuestion, Mapping } from '../../readers/annotated/mapping.ts';
import type { Scale } from '../../readers/annotated/scale.ts';

/** Layouts whose columns of answers all belong to one question: a column for each label, rater or text. */
export const WIDE: readonly MappedLayout[] = ['label counts', 'rater columns', 'label flags', 'person rows'];

export const LAYOUT_WORDS: Readonly<Record<MappedLayout, string>> = {
  long: 'A row for each answer',
  'label counts': 'A column of votes for each label',
  'rater columns': 'A column for each rater',
  votes: 'A column with the votes of all labels',
  annotations: 'A column with all answers to a text',
  'label flags': 'A column for each label that says yes or no',
  'person rows': 'A row for each person, a column for each text',
};

/** What the columns of answers hold, as a heading over them. */
export const ANSWER_WORDS: Readonly<Record<MappedLayout, string>> = {
  long: 'Columns of labels',
  'label counts': 'Columns of votes, one for each label',
  'rater columns': 'Columns of raters',
  votes: 'Columns of votes',
  annotations: 'Columns of answers',
  'label flags': 'Columns of labels that say yes or no',
  'person rows': 'Columns of texts',
};

/** Whether a mapping of this layout may name a column of raters. */
export function hasRaters(layout: MappedLayout): boolean {
  return (
    layout === 'long' || layout === 'annotations' || layout === 'label flags' || layout === 'person rows'
  );
}

/** Columns that are taken to hold answers, in any question. */
export function answerColumns({ questions }: Mapping): string[] {
  return questions.flatMap(({ columns }) => columns.map(({ column }) => column));
}

/** Another layout, with the texts and ids where they were. */
export function withLayout(
  mapping: Mapping,
  layout: MappedLayout,
  proposals: Readonly<Record<MappedLayout, Mapping>>,
): Mapping {
  const { text, id, abstentions } = mapping;
  // A row of a person's is about many texts, which the header names.
  if (layout === 'person rows') return { ...proposals[layout], abstentions, text: null, id: null };
  const next = without({ ...proposals[layout], abstentions }, [text, id]);
  return { ...next, text, id };
}

/** Gives a column a part, or with `null` leaves the part to none; a column has one part. */
export function withPart(mapping: Mapping, part: 'text' | 'id' | 'rater', column: string | null): Mapping {
  return { ...without(mapping, [column]), [part]: column };
}

/**
 * Takes a column for one of answers, or no longer.
 * @param place of the question in a layout with a column for each label or rater; of no account in the others
 */
export function withAnswers(mapping: Mapping, place: number, column: string, on: boolean): Mapping {
  const rest = without(mapping, [column]);
  if (!on) return rest;
  const added = { column, name: column };
  if (!WIDE.includes(mapping.layout)) {
    const known = mapping.questions.find(({ name }) => name === column);
    const question: MappedQuestion = { name: column, kind: 'by labels', ...known, columns: [added] };
    return { ...rest, questions: [...rest.questions, question] };
  }
  const questions: MappedQuestion[] =
    rest.questions.length > 0 ? [...rest.questions] : [{ name: 'label', kind: 'by labels', columns: [] }];
  questions[place] = { ...questions[place], columns: [...questions[place].columns, added] };
  return { ...rest, questions };
}

/** Declares what a question's labels are; `scale` counts for an ordinal or continuous one, `null` being as wide as its answers. */
export function withKind(
  mapping: Mapping,
  place: number,
  kind: MappedQuestion['kind'],
  scale: Scale | null = null,
): Mapping {
  const questions = mapping.questions.map((question, at): MappedQuestion => {
    if (at !== place) return question;
    const { scale: _, nearest, ...rest } = question;
    const has = (kind === 'ordinal' || kind === 'continuous') && scale;
    return {
      ...rest,
      kind,
      ...(has ? { scale } : {}),
      ...(has && kind === 'ordinal' && nearest && { nearest }),
    };
  });
  return { ...mapping, questions };
}

/** Whether an answer between two points of a question's scale is the nearer one, or is left out. */
export function withNearest(mapping: Mapping, place: number, nearest: boolean): Mapping {
  const questions = mapping.questions.map((question, at): MappedQuestion => {
    if (at !== place) return question;
    const { nearest: _, ...rest } = question;
    return nearest ? { ...rest, nearest } : rest;
  });
  return { ...mapping, questions };
}

/** What codes stand for, as `0 = joy, 1 = anger` says it. */
export function labelNames(words: string): Readonly<Record<string, string>> {
  const entries = words.split(',').map((one) => one.split('=').map((part) => part.trim()));
  return Object.fromEntries(
    entries.filter((one) => one.length === 2 && one[0] !== '' && one[1] !== '') as [string, string][],
  );
}

/** Words between commas. */
export function wordList(words: string): string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Frees columns from the parts they have. */
function without(mapping: Mapping, freed: readonly (string | null)[]): Mapping {
  const keep = (column: string | null) => (freed.includes(column) ? null : column);
  const questions = mapping.questions.map((question) => ({
    ...question,
    columns: question.columns.filter(({ column }) => !freed.includes(column)),
  }));
  return {
    ...mapping,
    text: keep(mapping.text),
    id: keep(mapping.id),
    rater: keep(mapping.rater),
    questions: WIDE.includes(mapping.layout)
      ? questions
      : questions.filter(({ columns }) => columns.length > 0),
  };
}
