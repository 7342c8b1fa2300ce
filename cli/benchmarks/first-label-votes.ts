import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse';
import { sha256 } from 'hash-wasm';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { readInputs } from '../read-inputs.ts';

/** Columns of the file of votes. `votes` holds counts, such as `neutral:2 sadness:1`. */
interface Row {
  readonly id: string;
  readonly n_votes: string;
  readonly votes: string;
}

const TEST = 'goemotions/test.tsv';
const VOTES = 'goemotions/first_label_votes.csv';
/** With fewer votes an item says little of how people differ. */
const FEWEST_VOTES = 3;

/**
 * GoEmotions' test comments with single raters' votes, each the alphabetically first of the labels that the rater gave.
 * @param folder of data sets
 * @throws Error where a row cannot be read
 */
export async function readFirstLabelVotes(folder: string): Promise<Dataset> {
  const { dataset } = await readInputs([join(folder, TEST)]);
  const whole = dataset!;
  const path = join(folder, VOTES);
  const given = new Map<string, number[]>();
  let rowsRead = 0;
  for await (const row of createReadStream(path).pipe(parse({ columns: true, bom: true }))) {
    rowsRead++;
    const { id, n_votes, votes } = row as Row;
    const labels = votes.split(' ').flatMap(labelsOf);
    if (labels.length !== Number(n_votes))
      throw new Error(
        `${path}: the comment ${id} has ${labels.length} votes, and is said to have ${n_votes}.`,
      );
    if (labels.length >= FEWEST_VOTES) given.set(id, labels);
  }
  const places = whole.ids.flatMap((id, place) => (given.has(id) ? [place] : []));
  const votes = new VotesBuilder();
  for (const [item, place] of places.entries())
    for (const label of given.get(whole.ids[place])!) votes.add(item, null, [label]);
  return {
    name: 'GoEmotions first-label votes',
    ids: places.map((place) => whole.ids[place]),
    texts: places.map((place) => whole.texts[place]),
    questions: [{ question: emotionQuestion, votes: votes.build(places.length), origin: 'raters' }],
    sources: [
      ...whole.sources,
      {
        name: basename(path),
        bytes: (await stat(path)).size,
        sha256: await sha256(await readFile(path)),
        layout: 'counts of first labels (one row per comment)',
        rowsRead,
        skipped: [],
        kind: 'people',
        mappable: false,
      },
    ],
  };
}

function labelsOf(counted: string): number[] {
  const [name, count] = counted.split(':');
  const label = emotionQuestion.labels.indexOf(name);
  if (label < 0 || !(Number(count) >= 1))
    throw new Error(`“${counted}” is no label with its number of votes.`);
  return new Array<number>(Number(count)).fill(label);
}
