import type { FileHead } from '../tables/file-head.ts';
import type { SaidColumns } from './find-keys.ts';
import type { MappedLayout, MappedQuestion, Mapping } from './mapping.ts';
import { scalePoints, type Scale } from './scale.ts';

/** What a person says of files, in the words of the command line; the rest is guessed. */
export interface SaidReading extends SaidColumns {
  readonly layout?: MappedLayout;
  /** Columns of answers. */
  readonly label?: readonly string[];
  /** What the question is called. */
  readonly question?: string;
  /** Ends of the scale of all questions; `none`: answers are labels without an order. */
  readonly scale?: Scale | 'none';
  /** Whether numbers are answers to a continuous question or points of a scale: of all questions, or of the one named. */
  readonly kinds?: readonly SaidKind[];
  /** Cells that say that nobody answered; none: every cell is an answer. */
  readonly missing?: readonly string[];
  /** What codes stand for, by code. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly rowsAre?: 'people' | 'items';
  /** Which of two answers of a rater to one text counts. */
  readonly secondAnswers?: 'first' | 'last';
  /** Whose answers the files hold that could be people's or a model's. */
  readonly of?: 'people' | 'model';
}

export interface SaidKind {
  /** Name of the question; `null`: all of them. */
  readonly question: string | null;
  readonly kind: 'continuous' | 'ordinal';
}

/** Layouts whose columns of answers all belong to one question. */
const WIDE: readonly MappedLayout[] = ['label counts', 'rater columns', 'label flags', 'person rows'];

/** Whether the file has every column that was named; those that name other files' columns are not meant for it. */
export function isSaidOf(said: SaidReading, { columns }: FileHead): boolean {
  return [said.text, said.id, said.rater, ...(said.label ?? [])].every(
    (name) => name === undefined || columns.includes(name),
  );
}

/** The layout that was said, in one way or the other. */
export function saidLayout({ layout, rowsAre }: SaidReading): MappedLayout | null {
  return layout ?? (rowsAre === 'people' ? 'person rows' : null);
}

/** A mapping with what was said in place of what was guessed. */
export function withSaid(mapping: Mapping, said: SaidReading): Mapping {
  const { label, question, scale, kinds = [], missing, labels, secondAnswers } = said;
  const layout = saidLayout(said) ?? mapping.layout;
  let { questions } = mapping;
  if (label !== undefined) questions = questionsOf(label, layout, questions);
  if (question !== undefined && questions.length === 1) questions = [{ ...questions[0], name: question }];
  if (scale === 'none')
    questions = questions.map(({ scale: _, points: _words, ...one }) => ({
      ...one,
      kind: 'categorical' as const,
    }));
  questions = questions.map((one) => withKind(one, kinds));
  if (scale !== undefined && scale !== 'none') questions = questions.map((one) => withScale(one, scale));
  return {
    ...mapping,
    layout,
    questions,
    ...(missing === undefined ? {} : { missing, ...(missing.length === 0 ? { abstentions: [] } : {}) }),
    ...(labels === undefined ? {} : { labelNames: labels }),
    ...(secondAnswers === 'first' ? { secondAnswers } : {}),
  };
}

/** The last that was said of a question holds. Numbers that are said to be points may lie between them. */
function withKind(question: MappedQuestion, kinds: readonly SaidKind[]): MappedQuestion {
  const said = kinds.findLast((one) => one.question === null || one.question === question.name);
  if (said === undefined) return question;
  return { ...question, kind: said.kind, ...(said.kind === 'ordinal' && { nearest: true }) };
}

/** Words are the points of a scale that has as many. */
function withScale({ points, ...question }: MappedQuestion, scale: Scale): MappedQuestion {
  if (question.kind === 'continuous' && scale.step === undefined) return { ...question, scale };
  return points?.length === scalePoints(scale).length
    ? { ...question, kind: 'ordinal', points }
    : { ...question, kind: 'ordinal', scale };
}

function questionsOf(
  columns: readonly string[],
  layout: MappedLayout,
  guessed: readonly MappedQuestion[],
): MappedQuestion[] {
  const known = (column: string) =>
    guessed.find(({ columns: own }) => own.some((one) => one.column === column));
  if (WIDE.includes(layout)) {
    const names = columns.map(
      (column) => known(column)?.columns.find((one) => one.column === column) ?? { column, name: column },
    );
    const [first = { name: 'label', kind: 'by labels' as const }] = guessed;
    return [{ ...first, columns: names }];
  }
  return columns.map((column) => ({
    ...(known(column) ?? { kind: 'by labels' as const }),
    name: column,
    columns: [{ column, name: column }],
  }));
}

/** The option that settles a choice, e.g. `--scale` of `--scale 1..7`. */
export function optionOf(option: string): string {
  return /^--[a-z-]+/.exec(option)?.[0] ?? '';
}

/** Options that a person used, by what was said. */
export function usedOptions(said: SaidReading): ReadonlySet<string> {
  const names: Record<string, unknown> = {
    '--layout': said.layout,
    '--text': said.text,
    '--id': said.id,
    '--rater': said.rater,
    '--label': said.label,
    '--question': said.question,
    '--scale': said.scale,
    '--kind': said.kinds,
    '--missing': said.missing,
    '--labels': said.labels,
    '--rows-are': said.rowsAre,
    '--second-answers': said.secondAnswers,
    '--of': said.of,
  };
  return new Set(Object.keys(names).filter((name) => names[name] !== undefined));
}
