import type { ReadingDocument } from '../../../src/readers/reading-document.ts';

/** What a file of people's answers should be read as. */
export interface ExpectedPeople {
  readonly files: readonly string[];
  readonly questions: readonly ExpectedQuestion[];
  /** Names of raters in the file, to the names in the votes. */
  readonly idmap?: Readonly<Record<string, string>>;
  /** Votes are keyed by the items' ids, not by their texts. */
  readonly byid?: boolean;
  /** More questions than these may be read. */
  readonly onlyq?: string;
}

interface ExpectedQuestion {
  readonly name: string | null;
  readonly kind: string;
  readonly labels?: readonly string[];
  readonly abst?: number;
  readonly votes: Readonly<Record<string, readonly (readonly [string | null, readonly string[]])[]>>;
}

/** What models' answers should be read as, beside the people's. */
export interface ExpectedPredictions {
  readonly files: readonly string[];
  readonly preds: readonly string[];
  /** Item's id to probabilities; `null` if the file is to be refused or asked about. */
  readonly dist: Readonly<Record<string, readonly number[]>> | null;
  readonly failed: number;
  readonly unmatched: number;
  readonly tol?: number;
}

const fold = (text: unknown) => String(text).trim().toLowerCase();

/** How a reading differs from what should be read; empty if it does not. */
export function peopleDifferences(expected: ExpectedPeople, read: ReadingDocument): string[] {
  const found: string[] = [];
  const wanted = expected.questions;
  if (read.questions.length !== wanted.length && expected.onlyq === undefined)
    found.push(
      `questions ${read.questions.map(({ name }) => name).join()}, expected ${wanted.map(({ name }) => name).join()}`,
    );
  const items = Object.keys(wanted[0].votes).length;
  if (read.items.length !== items) found.push(`items ${read.items.length}, expected ${items}`);
  for (const question of wanted) {
    const each = read.questions.map((own) => questionDifferences(question, own, expected, read));
    const least = each.sort((a, b) => a.length - b.length)[0] ?? ['no question'];
    if (least.length > 0) found.push(`${question.name}: ${least.join('; ')}`);
  }
  return found;
}

function questionDifferences(
  wanted: ExpectedQuestion,
  own: ReadingDocument['questions'][number],
  { byid, idmap = {} }: ExpectedPeople,
  { items }: ReadingDocument,
): string[] {
  const found: string[] = [];
  if (own.kind !== wanted.kind) found.push(`kind ${own.kind}, expected ${wanted.kind}`);
  const labels = (list: readonly (string | number)[]) =>
    list
      .map((one) => fold(String(one)))
      .sort()
      .join();
  if (wanted.labels?.length && labels(wanted.labels) !== labels(own.labels))
    found.push(`labels ${own.labels.join()}, expected ${wanted.labels.join()}`);
  if (own.abstentions !== (wanted.abst ?? 0))
    found.push(`abstentions ${own.abstentions}, expected ${wanted.abst ?? 0}`);
  const names = new Map(Object.entries(idmap).map(([id, name]) => [fold(id), name]));
  const keys = new Map(items.map(({ id, text }) => [id, fold(byid ? id : text || id)]));
  const named = Object.values(wanted.votes).some((votes) => votes.some(([rater]) => rater !== null));
  const given = new Map<string, string[]>();
  for (const [item, rater, said] of own.votes) {
    const key = keys.get(item)!;
    const who = named && rater !== null ? fold(names.get(fold(rater)) ?? rater) : '';
    given.set(key, [...(given.get(key) ?? []), `${who}: ${labels(said)}`]);
  }
  let differing = 0;
  let example = '';
  for (const [key, votes] of Object.entries(wanted.votes)) {
    const want = votes.map(([rater, said]) => `${named ? fold(rater) : ''}: ${labels(said)}`).sort();
    const got = (given.get(fold(key)) ?? []).sort();
    if (want.join('|') === got.join('|')) continue;
    differing++;
    if (example === '')
      example = `"${key.slice(0, 24)}" is ${got.slice(0, 3).join(' | ')}, expected ${want.slice(0, 3).join(' | ')}`;
  }
  if (differing > 0) found.push(`${differing} items differ, e.g. ${example}`);
  return found;
}

/** As {@link peopleDifferences}. */
export function predictionDifferences(expected: ExpectedPredictions, read: ReadingDocument): string[] {
  if (expected.dist === null)
    return read.predictions.length === 0 ? [] : ['read, and should be refused or asked about'];
  const [first, ...more] = read.predictions;
  if (first === undefined) return ['no model'];
  const found: string[] = [];
  const given = new Map(first.answers.map(([id, shares]) => [fold(id), shares]));
  const tolerance = expected.tol ?? 0.0015;
  const differing = Object.entries(expected.dist).filter(([id, shares]) => {
    const own = given.get(fold(id));
    return own?.length !== shares.length || shares.some((share, at) => Math.abs(share - own[at]) > tolerance);
  });
  if (differing.length > 0) {
    const [id, shares] = differing[0];
    found.push(
      `${differing.length} answers differ, e.g. ${id} is ${given.get(fold(id))?.join()}, expected ${shares.join()}`,
    );
  }
  if (first.failed !== expected.failed) found.push(`failed ${first.failed}, expected ${expected.failed}`);
  if (first.unmatched.length !== expected.unmatched)
    found.push(`unmatched ${first.unmatched.join()}, expected ${expected.unmatched}`);
  if (more.length > 0) found.push(`models ${read.predictions.map(({ model }) => model).join()}`);
  return found;
}
