import { attributeValues } from './annotated/attribute-values.ts';
import { leadingDate, type DatedLine } from './leading-date.ts';
import type { ReadingAsk } from './reading-ask.ts';
import type { Row } from './tables/row.ts';

/** What becomes of the dates that lines begin with: each is its text's date and no part of it, or it stays in the text. */
export type DatesAre = 'apart' | 'text';

/** What a person says of the dates in files of plain text: of all, or by name. */
export type SaidDates = DatesAre | Readonly<Record<string, DatesAre>>;

/** How the dates at the beginning of a file's lines are read. */
export interface LineDates {
  readonly are: DatesAre;
  readonly ask: ReadingAsk;
  /** By line of the file, of those that begin with a date. */
  readonly dated: ReadonlyMap<number, DatedLine>;
}

/** Fewer lines without a date are a diary's all the same. */
const NEARLY_ALL = 0.9;
/** So few lines are a diary only where each of their dates is certain. */
const FEW = 5;

/** Whether the first lines of a file let expect that it is one of dated lines; others need not be kept to look at them together. */
export function mayBeDated(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.filter((line) => leadingDate(line) !== null).length >= filled.length / 2;
}

/**
 * How the dates are read that nearly all lines of a file begin with; `null` where they do not. They are taken off the texts where they
 * can be read as dates: where nothing tells day and month apart they stay, until a person says otherwise.
 * @param said by a person
 */
export function lineDates(file: string, rows: readonly Row[], said: DatesAre | undefined): LineDates | null {
  const filled = rows.filter(({ raw }) => raw.trim() !== '');
  const found = datedLines(filled);
  const isEach = found.length === filled.length;
  const isCertain = isEach && found.every(([, { certain }]) => certain);
  const isDiary = found.length >= NEARLY_ALL * filled.length && filled.length >= FEW;
  if (found.length === 0 || !(isCertain || isDiary)) return null;
  const read = inCalendar(found);
  const areRead = read !== null;
  const are = said ?? (areRead ? 'apart' : 'text');
  const lines = `${filled.length.toLocaleString('en')} ${filled.length === 1 ? 'line' : 'lines'}`;
  const which = isEach
    ? `${lines}, each with a date`
    : `${lines}, ${found.length.toLocaleString('en')} of them with a date`;
  const choice = (dates: DatesAre, says: string) => ({
    says,
    option: `--dates ${dates}`,
    answers: { dates: { [file]: dates } },
  });
  const ask: ReadingAsk = {
    file,
    what: areRead ? `${which}.` : `${which}, whose day and month nothing tells apart.`,
    choices: [
      choice('apart', 'The date is not part of the text.'),
      choice('text', 'The date is part of the text.'),
    ],
    taken: are === 'apart' ? 0 : 1,
  };
  return { are, ask, dated: new Map(read ?? found) };
}

/** Lines that begin with a date, each with its number in the file. */
type DatedLines = readonly (readonly [line: number, dated: DatedLine])[];

function datedLines(rows: readonly Row[]): DatedLines {
  const read = (amIsWord: boolean) =>
    rows.flatMap(({ line, raw }) => {
      const dated = leadingDate(raw, amIsWord);
      return dated === null ? [] : [[line, dated] as const];
    });
  const found = read(false);
  const told = new Set(found.map(([, { hours }]) => hours));
  return told.has('24') && told.has('am') && !told.has('pm') ? read(true) : found;
}

/**
 * The lines with their dates in ISO 8601, so that they are the same beside those of other files; `null` where nothing tells day and
 * month of some apart.
 */
function inCalendar(found: DatedLines): DatedLines | null {
  const written = found.filter(([, { inOrder }]) => !inOrder);
  const { kind, values } = attributeValues(written.map(([, { date }]) => date));
  if (written.length > 0 && kind !== 'date') return null;
  const dates = new Map(written.map(([line], at) => [line, values[at] as string]));
  return found.map(([line, dated]) => [line, { ...dated, date: dates.get(line) ?? dated.date }] as const);
}
