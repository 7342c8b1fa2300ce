import { DEFAULT_SETTINGS } from '../analysis/settings.ts';
import { Random } from '../analysis/random.ts';
import { SENTENCE_ENCODER } from '../annotators/sentence-encoder.ts';
import { textVectors } from '../annotators/text-vectors.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { kMeans, regionsFor } from '../map/k-means.ts';
import { layOut } from '../map/layout.ts';
import { nearestNeighbours } from '../map/nearest-neighbours.ts';
import { principalComponents } from '../map/principal-components.ts';
import { areaName, groupNames, groupWords } from '../map/region-words.ts';
import { stopWords } from '../map/stop-words.ts';
import { FEWEST_TEXTS, MAP_VERSION, NO_REGION, type MapProgress, type TextMap } from '../map/text-map.ts';
import { textsHere } from './own-texts.ts';
import { checkLanguages, lookedAt } from '../readers/text-languages.ts';
import { withStore } from '../store/store.ts';

/** Components of a vector that distances are over. */
const COMPONENTS = 50;
/** Neighbours of a text on the map, as UMAP has it, with the text itself. */
const NEIGHBOURS = 15;
/** A language of a smaller share of the texts has no say in which words are left out. */
const LEAST_SHARE = 0.1;
/** Between two notes of progress, in milliseconds. */
const NOTE_EVERY = 200;

/** What stands in the way of a map: vectors of so many different texts are not there yet. */
export interface MissingVectors {
  readonly missing: number;
}

/**
 * Lays a project's texts out by meaning and keeps the map, in place of one before. Texts without a vector because they are not here have no
 * place; nothing of people's or models' answers goes into it. The same texts give the same map.
 * @throws RangeError where there are too few texts; ProjectChangedError where they became others meanwhile
 */
export async function mapProject(
  project: number,
  onProgress: (progress: MapProgress) => void,
): Promise<TextMap | MissingVectors> {
  return await withStore(async (store) => {
    const dataset = await store.projects.load(project);
    const here = textsHere(dataset);
    if (here.length < FEWEST_TEXTS)
      throw new RangeError(`${howMany(here, dataset)}; a map needs ${FEWEST_TEXTS} different ones or more.`);
    const vectors = await textVectors(here, store.vectors);
    if (vectors.size < here.length) return { missing: here.length - vectors.size };
    return await store.maps.put(project, await mapOf(dataset, here, vectors, onProgress), dataset);
  });
}

/** Keeps the texts of a part of the map as an area; `null` where the map is gone. */
export async function keepArea(project: number, items: Uint32Array): Promise<TextMap | null> {
  return await withStore(async (store) => {
    const { texts } = await store.projects.load(project);
    const map = await store.maps.get(project);
    if (!map) return null;
    const words = stopWords(map.languages);
    const name = areaName(texts, items, (item) => map.region[item] !== NO_REGION, words);
    return await store.maps.addArea(project, { name, items });
  });
}

async function mapOf(
  { texts, withoutText }: Dataset,
  here: readonly string[],
  vectors: ReadonlyMap<string, Float32Array>,
  onProgress: (progress: MapProgress) => void,
): Promise<TextMap> {
  const random = (part: string) => new Random(DEFAULT_SETTINGS.seed, 'map', part);
  const all = new Float32Array(here.length * SENTENCE_ENCODER.width);
  for (const [row, text] of here.entries()) all.set(vectors.get(text)!, row * SENTENCE_ENCODER.width);
  onProgress({ step: 'neighbours', share: 0, secondsLeft: null });
  const { scores, width } = principalComponents(all, SENTENCE_ENCODER.width, COMPONENTS);
  const count = Math.min(NEIGHBOURS, here.length - 1);
  const neighbours = nearestNeighbours(scores, width, count, noted('neighbours', onProgress));
  const places = layOut(scores, width, neighbours, random('layout'), noted('layout', onProgress));
  onProgress({ step: 'regions', share: 0, secondsLeft: null });
  const groups = kMeans(scores, width, regionsFor(here.length), random('regions'));
  const found = 1 + groups.reduce((most, group) => Math.max(most, group), 0);
  const languages = await languagesOf(here);
  const words = groupWords(here, groups, found, stopWords(languages));
  const rowOf = new Map(here.map((text, row) => [text, row]));
  const rows = texts.map((text, item) => (withoutText?.[item] ? null : rowOf.get(text)!));
  return {
    version: MAP_VERSION,
    places: Float32Array.from({ length: 2 * texts.length }, (_, at) => {
      const row = rows[at >> 1];
      return row === null ? NaN : places[2 * row + (at & 1)];
    }),
    region: Uint16Array.from(rows, (row) => (row === null ? NO_REGION : groups[row])),
    regions: groupNames(words).map((name) => ({ name })),
    languages,
    areas: [],
  };
}

function howMany(different: readonly string[], { texts }: Dataset): string {
  if (different.length !== 1) return `There are ${different.length} different texts here`;
  return texts.length === 1 ? 'There is one text here' : 'All texts here are the same';
}

/** The languages that a good share of the texts is in. */
async function languagesOf(texts: readonly string[]): Promise<readonly string[]> {
  const { languages, judged, other } = await checkLanguages(lookedAt(texts), 'en');
  const shares = [{ code: 'en', texts: judged - other }, ...languages];
  const common = shares.filter((one) => one.texts >= LEAST_SHARE * judged).map(({ code }) => code);
  // Of a few short texts no language can be told: the lists of English do no harm to others.
  return common.length > 0 ? common : ['en'];
}

/** Notes a step's progress with the time left at the pace so far. */
function noted(step: MapProgress['step'], onProgress: (progress: MapProgress) => void) {
  const begun = performance.now();
  let last = begun;
  return (share: number) => {
    const now = performance.now();
    if (now - last < NOTE_EVERY) return;
    last = now;
    onProgress({ step, share, secondsLeft: ((now - begun) / 1000 / share) * (1 - share) });
  };
}
