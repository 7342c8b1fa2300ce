import { max } from 'd3';
import type { Dataset } from '../../judgments/dataset.ts';
import type { PredictionOptions } from './model-predictions.ts';
import { UndecidedReadingError, type ReadingAsk } from '../reading-ask.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

/** What a row says of the item that it is about. */
export interface RowKey {
  /** `null` where the row has no id. */
  readonly id: string | null;
  /** `null` where the row does not repeat the item's text. */
  readonly text: string | null;
  /** What a model was asked, with the item's text in it. */
  readonly prompt: string | null;
}

type People = Pick<Dataset, 'ids' | 'texts' | 'withoutText'>;

/** How the rows of a file are matched to the people's items. */
export type MatchedBy = 'id' | 'number' | 'ending' | 'row number' | 'text' | 'prompt' | 'order';

export interface ItemMatch {
  readonly by: MatchedBy;
  /** In words, for the file's layout; `null` for ids that are the same. */
  readonly says: string | null;
  /** What of it is not certain. */
  readonly ask: Omit<ReadingAsk, 'file'> | null;
  /** The item of a row, -1 if none is. @param number of the row, from 0 */
  place(key: RowKey, number: number): number;
}

/** Ids of samples: `t01-3` is the third answer about t01. */
const SAMPLE_NUMBER = /[-_.:#/]\d+$/;
const EXAMPLES = 3;

/**
 * Finds out by the first rows of a file how its rows belong to the people's items: by their ids as they are; by ids that only
 * differ as numbers do (`3.0`), or by what they begin with (`task-t01`); by numbers of rows from 0 where the people's items are
 * numbered from 1; by the texts; by the prompts that hold the texts; or, where there is nothing else, by their order.
 * @param complete whether these are all rows of the file
 * @param join what a person says of it, in place of all that
 * @throws UnreadableFileError if rows name no item; UndecidedReadingError if they do and no item has the name
 */
export function matchItems(
  file: string,
  rows: readonly RowKey[],
  people: People,
  complete: boolean,
  join?: PredictionOptions['join'],
): ItemMatch {
  if (join === 'order') return inSaidOrder(file, rows, people, complete);
  const places = new Map(people.ids.map((id, item) => [id, item]));
  const byId: ItemMatch = {
    by: 'id',
    says: null,
    ask: null,
    place: ({ id }) =>
      id === null ? -1 : (placeOf(places, id) ?? placeOf(places, id.replace(SAMPLE_NUMBER, '')) ?? -1),
  };
  const found = (match: ItemMatch) => rows.filter((row, number) => match.place(row, number) >= 0).length;
  const enough = (match: ItemMatch | null) => match !== null && found(match) * 2 > rows.length;
  const byRow = rowNumbers(rows, people, places);
  if (byRow !== null) return byRow;
  if (enough(byId) && !contradicts(rows, byId, people)) return byId;
  const texts = textPlaces(people);
  const byText = matchTexts(texts);
  if (enough(byId) && !enough(byText)) return byId;
  const spelled = [matchNumbers(places), matchEnding(rows, places)];
  // A text says more than an id that is nearly one; it leaves out those that several items have.
  const fuller = spelled.filter(
    (match) => match !== null && found(match) > found(byText) && !contradicts(rows, match, people),
  );
  const others = [...fuller, byText, ...spelled, matchPrompts(rows, texts)];
  const other = others.find(enough) ?? null;
  if (other !== null) return other;
  if (rows.length === 0 || found(byId) > 0) return byId;
  const inOrder = matchOrder(rows, people, complete);
  if (inOrder !== null) return inOrder;
  throw noMatch(file, rows, people, complete);
}

/** @throws UnreadableFileError if there are not as many rows as items */
function inSaidOrder(file: string, rows: readonly RowKey[], { ids }: People, complete: boolean): ItemMatch {
  if (complete && rows.length === ids.length) return joinedByOrder(ids.length, null);
  throw new UnreadableFileError(
    file,
    `It is to be joined by the order of rows, and it has ${complete ? '' : 'more than '}${rows.length} of them for ${ids.length} items. ` +
      'There must be a row for each item.',
  );
}

function placeOf(places: ReadonlyMap<string, number>, id: string): number | undefined {
  return places.get(id) ?? places.get(id.trim());
}

/** Whether the texts beside ids that match are mostly those of other items. */
function contradicts(rows: readonly RowKey[], match: ItemMatch, { texts, withoutText }: People): boolean {
  let compared = 0;
  let differing = 0;
  for (const [number, row] of rows.entries()) {
    const item = match.place(row, number);
    if (item < 0 || row.text === null || withoutText?.[item]) continue;
    compared++;
    if (foldText(row.text) !== foldText(texts[item])) differing++;
  }
  return differing * 2 > compared;
}

/** Whether people's items are numbered from 1 as their rows are, and the file's from 0. */
function rowNumbers(
  rows: readonly RowKey[],
  { ids, texts }: People,
  places: ReadonlyMap<string, number>,
): ItemMatch | null {
  if (!ids.every((id, item) => id === String(item + 1))) return null;
  const numbers = rows.map(({ id }) => (id === null ? NaN : Number(id)));
  if (
    !numbers.includes(0) ||
    !numbers.every((number) => Number.isInteger(number) && number >= 0 && number < ids.length)
  )
    return null;
  const place = ({ id }: RowKey) => (id === null ? -1 : (places.get(String(Number(id) + 1)) ?? -1));
  const proven = rows.some(
    (row) => row.text !== null && foldText(row.text) === foldText(texts[place(row)] ?? ''),
  );
  return {
    by: 'row number',
    says: 'ids taken as numbers of rows from 0',
    ask: proven
      ? null
      : {
          what: `The ids go from 0 to ${max(numbers)}, and the people's items are numbered from 1 to ${ids.length}. Are the ids numbers of rows, counted from 0?`,
          choices: [
            { says: 'yes: the id 0 is the first item', option: '' },
            { says: 'no: put the people’s ids into the file', option: '' },
          ],
          taken: 0,
        },
    place,
  };
}

/** Ids that a table of numbers spells in another way: `3.0`, `03`; one that several items have names none of them. */
function matchNumbers(places: ReadonlyMap<string, number>): ItemMatch {
  const byNumber = new Map<number, number>();
  for (const [id, item] of places) {
    const number = id.trim() === '' ? NaN : Number(id);
    if (Number.isFinite(number)) byNumber.set(number, byNumber.has(number) ? -1 : item);
  }
  return {
    by: 'number',
    says: 'ids compared as numbers',
    ask: null,
    place: ({ id }) =>
      id === null || id.trim() === '' ? -1 : (placeOf(places, id) ?? byNumber.get(Number(id)) ?? -1),
  };
}

/** Ids after a beginning that all have: `task-t01`, `request-7`. */
function matchEnding(rows: readonly RowKey[], places: ReadonlyMap<string, number>): ItemMatch | null {
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const [first] = ids;
  if (ids.length < 2 || first === undefined) return null;
  let length = first.length;
  for (const id of ids) while (!id.startsWith(first.slice(0, length))) length--;
  // The ids themselves may begin alike: the beginning is cut where the rest is an id.
  for (let cut = length; cut > 0; cut--)
    if (ids.filter((id) => isBetweenWords(id, cut) && places.has(id.slice(cut))).length * 2 > ids.length)
      return {
        by: 'ending',
        says: `ids without "${first.slice(0, cut)}" before them`,
        ask: null,
        place: ({ id }) => {
          if (id === null || !isBetweenWords(id, cut)) return -1;
          const rest = id.slice(cut);
          return placeOf(places, rest) ?? placeOf(places, rest.replace(SAMPLE_NUMBER, '')) ?? -1;
        },
      };
  return null;
}

/** Whether an id may be cut here: not inside a number, which a point or comma may be in, and not inside a word. */
function isBetweenWords(id: string, cut: number): boolean {
  const [before, after] = [id.slice(0, cut), id.slice(cut)];
  return !(
    (/\p{N}[.,]?$/u.test(before) && /^\p{N}/u.test(after)) ||
    (/\p{L}$/u.test(before) && /^\p{L}/u.test(after))
  );
}

function matchTexts(texts: ReadonlyMap<string, number>): ItemMatch {
  return {
    by: 'text',
    says: 'joined by the text',
    ask: null,
    place: ({ text }) => (text === null ? -1 : (texts.get(foldText(text)) ?? -1)),
  };
}

/** Prompts that are the text between a beginning and an end that all have. */
function matchPrompts(rows: readonly RowKey[], texts: ReadonlyMap<string, number>): ItemMatch | null {
  const prompts = [...new Set(rows.flatMap(({ prompt }) => (prompt === null ? [] : [prompt])))];
  if (prompts.length < 2) return null;
  const [first] = prompts;
  let start = first.length;
  let end = first.length;
  for (const prompt of prompts) {
    while (!prompt.startsWith(first.slice(0, start))) start--;
    while (end > 0 && !prompt.endsWith(first.slice(first.length - end))) end--;
  }
  const between = (prompt: string, from: number, to: number) =>
    texts.get(foldText(prompt.slice(from, prompt.length - to)));
  const inWord = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? ' ');
  // Texts may begin or end alike too: the template ends between words, not far before.
  const starts = cuts(start).filter((from) => from === start || !inWord(first[from - 1]));
  const ends = cuts(end).filter((to) => to === end || !inWord(first[first.length - to]));
  const some = prompts.slice(0, 20);
  for (const from of starts)
    for (const to of ends) {
      if (some.filter((prompt) => between(prompt, from, to) !== undefined).length * 2 <= some.length)
        continue;
      if (prompts.filter((prompt) => between(prompt, from, to) !== undefined).length * 2 > prompts.length)
        return {
          by: 'prompt',
          says: 'joined by the text in the prompt',
          ask: null,
          place: ({ prompt }) => (prompt === null ? -1 : (between(prompt, from, to) ?? -1)),
        };
    }
  return null;
}

/** Lengths from the longest to 0, of which the first few and 0 are tried. */
function cuts(longest: number): number[] {
  return [
    ...new Set([...Array.from({ length: 60 }, (_, less) => longest - less).filter((one) => one >= 0), 0]),
  ];
}

/** Rows without any name of their item, as many as there are items. */
function matchOrder(rows: readonly RowKey[], { ids }: People, complete: boolean): ItemMatch | null {
  if (
    !complete ||
    rows.length !== ids.length ||
    rows.some(({ id, text, prompt }) => id !== null || text !== null || prompt !== null)
  )
    return null;
  return joinedByOrder(ids.length, {
    what: `The rows name no item. There are as many as the people's items, ${ids.length}: are they in the same order?`,
    choices: [
      { says: 'yes', option: '--join order', answers: { join: 'order' } },
      { says: 'no: put the people’s ids into the file', option: '' },
    ],
    taken: 0,
  });
}

function joinedByOrder(items: number, ask: ItemMatch['ask']): ItemMatch {
  return {
    by: 'order',
    says: 'joined by the order of rows',
    ask,
    place: (_, number) => (number < items ? number : -1),
  };
}

/** Items by their texts; a text that several have names none of them. */
function textPlaces({ texts, withoutText }: People): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [item, text] of texts.entries()) {
    if (withoutText?.[item]) continue;
    const key = foldText(text);
    places.set(key, places.has(key) ? -1 : item);
  }
  for (const [key, item] of places) if (item < 0 || key === '') places.delete(key);
  return places;
}

/** A text as it is compared: with one space for any run of white space. */
export function foldText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function noMatch(
  file: string,
  rows: readonly RowKey[],
  { ids }: People,
  complete: boolean,
): UnreadableFileError {
  const named = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const list = (some: readonly string[]) =>
    [...new Set(some)]
      .slice(0, EXAMPLES)
      .map((id) => `"${id.slice(0, 40)}"`)
      .join(', ');
  if (named.length === 0)
    return new UnreadableFileError(
      file,
      `Its rows name no item: there is no id, and no text that the people's file has (${rows.length} rows, ${ids.length} items). ` +
        'Put the ids of the people’s file into it, in a column "id".',
    );
  return new UndecidedReadingError([
    {
      file,
      what: `0 of ${rows.length} ids match: the file has ${list(named)} …, the people's items are ${list(ids)} …. Which belong together?`,
      choices: [
        ...(complete && rows.length === ids.length
          ? [
              {
                says: `add anyway: the ${rows.length} rows are in the order of the people’s items`,
                option: '--join order',
                answers: { join: 'order' } as const,
              },
            ]
          : []),
        { says: 'another column of the people’s file holds these ids', option: '--id COLUMN' },
        { says: 'put the people’s ids or their texts into this file', option: '' },
      ],
      taken: null,
    },
  ]);
}
