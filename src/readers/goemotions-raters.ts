import { anotherText } from './another-text.ts';
import { VotesBuilder } from '../judgments/votes.ts';
import { requireItems, sourceRecord, type DatasetFamily } from './dataset-family.ts';
import { emotionQuestion } from './goemotions-labels.ts';
import { ItemList } from './item-list.ts';
import type { Row } from './tables/row.ts';

const COLUMNS = ['text', 'id', 'rater_id'] as const;
/** The mark of a comment that the rater found too unclear; copies of the data leave it out, and the row has no label then. */
const UNCLEAR = 'example_very_unclear';
const LABELS = emotionQuestion.labels;
/** Two more raters where no two of the three agree on a label (Demszky et al. 2020, section 3). */
const MORE_RATERS = { first: 3, more: 2, unless: 'two agree' } as const;

/** GoEmotions as its raters gave it: `goemotions_1.csv` to `_3.csv`, or the same columns as Parquet. Several files merge. */
export const goEmotionsRaters: DatasetFamily = {
  lookedFor: `GoEmotions raw (columns ${COLUMNS.join(', ')} and one column for each of the 28 labels, and perhaps ${UNCLEAR})`,

  recognise({ columns }) {
    const names = new Set(columns);
    return [...COLUMNS, ...LABELS].every((name) => names.has(name))
      ? 'GoEmotions raw (one row per rater)'
      : null;
  },

  async read(files) {
    const raters = new RaterRows();
    const records = [];
    const sources = [];
    for (const file of files) {
      const record = sourceRecord(file);
      records.push(record);
      const { columns } = file.open.head;
      const places = [...COLUMNS, UNCLEAR].map((name) => columns.indexOf(name));
      const labels = LABELS.map((name) => columns.indexOf(name));
      for await (const batch of file.open.rows([...places, ...labels].filter((place) => place >= 0))) {
        for (const row of batch) {
          record.rowsRead++;
          const reason = row.problem ?? raters.add(row, places, labels);
          if (reason !== null) record.skip(row, reason);
        }
      }
      sources.push({ ...record.finish(file.open.sha256()), kind: 'people' as const, mappable: false });
    }
    const { ids, texts } = raters.items;
    requireItems(ids.length, records);
    const votes = raters.votes.build(ids.length);
    return {
      name: 'GoEmotions raters',
      ids,
      texts,
      questions: [{ question: emotionQuestion, votes, origin: 'raters', moreRaters: MORE_RATERS }],
      sources,
    };
  },
};

/** Turns rows into votes; the first text of an id wins, and a rater counts once for each comment. */
class RaterRows {
  readonly items = new ItemList();
  readonly votes = new VotesBuilder();
  readonly #seen = new Set<string>();

  /** Why the row cannot be used, or `null` if it is now counted. */
  add({ cells }: Row, places: readonly number[], labelPlaces: readonly number[]): string | null {
    const [text, id, rater, unclear] = places.map((place) => (place < 0 ? 'False' : cells[place]));
    if (id === '') return 'The column "id" is empty.';
    if (text.trim() === '') return 'The column "text" is empty.';
    if (rater === '') return 'The column "rater_id" is empty.';
    const isUnclear = truth(unclear);
    if (isUnclear === null)
      return `The column "example_very_unclear" holds "${unclear}"; True or False is expected.`;
    const chosen: number[] = [];
    for (const [label, place] of labelPlaces.entries()) {
      const cell = cells[place];
      if (cell === '0') continue;
      const given = truth(cell);
      if (given === null) return `The column "${LABELS[label]}" holds "${cell}"; 0 or 1 is expected.`;
      if (given) chosen.push(label);
    }

    const known = this.items.place(id);
    // Upstream's rows of one comment may differ in the space around its text.
    if (known >= 0 && this.items.texts[known].trim() !== text.trim()) return anotherText(id);
    const pair = `${rater}\n${id}`;
    if (this.#seen.has(pair)) return `Rater "${rater}" has rated the comment "${id}" in an earlier row.`;
    this.#seen.add(pair);
    const item = known >= 0 ? known : this.items.add(id, text);
    this.votes.add(item, rater, isUnclear ? [] : chosen);
    return null;
  }
}

function truth(cell: string): boolean | null {
  const word = cell.toLowerCase();
  if (word === 'true' || word === '1' || word === '1.0') return true;
  if (word === 'false' || word === '0' || word === '0.0') return false;
  return null;
}
