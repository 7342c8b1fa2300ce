import type { FileHead } from '../tables/file-head.ts';
import { isTable } from '../texts.ts';
import { timeColumn } from './answer-time.ts';
import { durationColumn } from './answer-duration.ts';
import type { AskDraft } from './ask-draft.ts';
import { findKeys, type Keys } from './find-keys.ts';
import { saidLayout, usedOptions, withSaid, type SaidReading } from './said-reading.ts';
import { findPersonRows } from './find-person-rows.ts';
import { findNamedRaters, findNumberedRaters, findRaterGrid } from './find-rater-columns.ts';
import { findConsensus } from './find-consensus.ts';
import { findAnyFlags, findFlags } from './find-flags.ts';
import { findRowAnswers } from './find-row-answers.ts';
import { findAnnotations, findLabelCounts, findShares, findVotes } from './find-votes.ts';
import { columnAnswers } from './column-answers.ts';
import type { Found } from './found.ts';
import { signLabels } from './sign-labels.ts';
import { USUAL_ABSTENTIONS, type MappedLayout, type MappedQuestion, type Mapping } from './mapping.ts';

/** What a file of annotated texts was taken for, and what of it is not certain. */
export interface GuessedReading {
  readonly mapping: Mapping;
  readonly asks: readonly AskDraft[];
}

/**
 * Guesses from the names of the columns and the first rows which column of a file means what; `null` if it does not look like
 * annotated texts. Tried in this order: a column of votes; a column of several annotations; a row for each person; columns
 * named for raters; a row for each answer; columns of yes and no for each label; columns of people who share their answers;
 * columns of votes for each label; shares of labels; and a column of labels without raters.
 */
export function guessReading(head: FileHead, said: SaidReading = {}): GuessedReading | null {
  const named = usedOptions(said).size > 0;
  if (head.format === 'delimited' && !isTable(head) && !named) return null;
  const keys = findKeys(head, said);
  const layout = saidLayout(said);
  if (layout !== null || said.label !== undefined) return saidReading(keys, said, layout);
  for (const guess of GUESSES) {
    if (said.rowsAre === 'items' && guess === findPersonRows) continue;
    const found = guess(keys);
    if (found === null) continue;
    if (found.withoutItems || ((keys.text ?? keys.id) !== null && keys.text !== keys.id))
      return reading(found, keys);
  }
  return null;
}

/** A layout or columns of answers that a person named, with what can be guessed beside them. */
function saidReading(keys: Keys, said: SaidReading, layout: MappedLayout | null): GuessedReading | null {
  const guesses = GUESSES.flatMap((guess) => guess(keys) ?? []);
  const guessed = guesses.find((one) => layout === null || one.layout === layout);
  const fallback: Found = { layout: layout ?? 'long', rater: keys.rater, questions: [], asks: [] };
  const numbers = saidNumbers(keys, said.label ?? [], guessed ?? fallback);
  const { mapping, asks } = reading(numbers ?? guessed ?? fallback, keys);
  const whole = withSaid(mapping, said);
  if (whole.questions.length === 0) return null;
  const withRater =
    whole.layout === 'long' || whole.layout === 'label flags' ? { ...whole, rater: keys.rater } : whole;
  return { mapping: withRater, asks };
}

/** Columns that a person names as answers and that hold ratings with decimals, among what was guessed. `null` if none does. */
function saidNumbers(
  { columns, rater, repeats }: Keys,
  named: readonly string[],
  guessed: Found,
): Found | null {
  const known = guessed.questions.flatMap((question) => question.columns.map(({ column }) => column));
  const others = named.filter((name) => columns.names.includes(name) && !known.includes(name));
  const isWide = guessed.layout === 'rater columns' || guessed.layout === 'person rows';
  const groups = isWide && known.length === 0 ? [others] : others.map((name) => [name]);
  const found = groups.flatMap((group) => {
    if (group.length === 0 || !(isWide || rater !== null || repeats)) return [];
    const own = columnAnswers(columns, group, isWide ? 'label' : group[0], true);
    return own?.kind === 'continuous' ? [{ group, own }] : [];
  });
  if (found.length === 0) return null;
  const questions = found.map(({ group, own }): MappedQuestion => ({
    name: isWide ? 'label' : group[0],
    kind: own.kind,
    ...(own.scale && { scale: own.scale }),
    columns: group.map((column) => ({ column, name: column })),
  }));
  return {
    ...guessed,
    questions: [...guessed.questions, ...questions],
    missing: [...(guessed.missing ?? []), ...found.flatMap(({ own }) => own.missing)],
    abstentions: [...(guessed.abstentions ?? []), ...found.flatMap(({ own }) => own.abstentions)],
    decimalComma: guessed.decimalComma || found.some(({ own }) => own.decimalComma),
    asks: [...guessed.asks, ...found.flatMap(({ own }) => own.asks)],
  };
}

/**
 * A mapping of each layout, for a person to begin with who knows the layout better: what can be guessed of it from the file,
 * without a question where nothing can.
 */
export function proposeMappings(head: FileHead): Readonly<Record<MappedLayout, Mapping>> {
  const keys = findKeys(head);
  const found = GUESSES.flatMap((guess) => guess(keys) ?? []);
  const propose = (layout: MappedLayout) =>
    reading(
      found.find((one) => one.layout === layout) ?? { layout, rater: null, questions: [], asks: [] },
      keys,
    ).mapping;
  return {
    long: propose('long'),
    'label counts': propose('label counts'),
    'rater columns': propose('rater columns'),
    votes: propose('votes'),
    annotations: propose('annotations'),
    'label flags': propose('label flags'),
    'person rows': propose('person rows'),
  };
}

const GUESSES = [
  findVotes,
  findAnnotations,
  findPersonRows,
  findNumberedRaters,
  findRaterGrid,
  findRowAnswers,
  findFlags,
  findNamedRaters,
  findAnyFlags,
  findLabelCounts,
  findShares,
  findConsensus,
];

function reading(whole: Found, { text, moreTexts, id, item, columns }: Keys): GuessedReading {
  const { asks, withoutItems, abstentions, ...found } = whole;
  const signed = signLabels(columns, whole);
  const byRow = found.rater !== null && (found.layout === 'long' || found.layout === 'label flags');
  const time = byRow ? timeColumn(columns, item) : undefined;
  const timed = byRow ? durationColumn(columns, found.questions, id ?? text) : null;
  const mapping: Mapping = {
    layout: found.layout,
    text: withoutItems ? null : text,
    id: withoutItems ? null : id,
    rater: found.rater,
    ...(time === undefined ? {} : { time }),
    ...(timed && { duration: timed.duration }),
    questions: found.questions,
    abstentions: [...new Set([...USUAL_ABSTENTIONS, ...(abstentions ?? [])])],
    ...(found.separator === undefined ? {} : { separator: found.separator }),
    ...(signed.signs && { signs: true }),
    ...(withoutItems || moreTexts.length === 0 ? {} : { moreTexts }),
    ...(found.questionColumn === undefined ? {} : { questionColumn: found.questionColumn }),
    ...((found.missing ?? []).length === 0 ? {} : { missing: [...new Set(found.missing)] }),
    ...(found.ratersPerText === undefined ? {} : { ratersPerText: found.ratersPerText }),
    ...(found.decimalComma ? { decimalComma: true } : {}),
  };
  return { mapping, asks: [...asks, ...signed.asks, ...(timed?.asks ?? [])] };
}
