import { sha256 } from 'hash-wasm';
import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import { datasetWithoutTexts } from '../judgments/without-texts.ts';
import { ArrayFile, ArrayFileWriter, type ArrayPlace } from '../files/array-file.ts';
import { lengths, numbersAt, placeNumbers, placeVotes, starts, votesAt } from '../files/placed-votes.ts';
import { isTooDeep } from '../readers/tables/nesting.ts';
import { UnreadableFileError } from '../readers/unreadable-file.ts';
import { attributeAt, placeAttribute } from './placed-attributes.ts';
import { placeStrings, stringsAt } from './placed-strings.ts';
import { checkArrays } from './project-arrays.ts';
import { readHeader, type ProjectHeader } from './project-header.ts';
import type { ProjectContent } from './project-content.ts';

/** Raised whenever a page could no longer read what was written before. */
const VERSION = 1;
/** A file begins with this, then the SHA-256 of all that follows, hexadecimal, and a line feed. */
const BEGINNING = 'dissensus project\n';
const DIGEST = 64;
const HEAD = BEGINNING.length + DIGEST + 1;

/**
 * A project without its texts: each is replaced by its hash, and what was quoted of rows left out is dropped, and so are attributes that
 * tell as much as the texts.
 */
export async function withoutTexts(content: ProjectContent): Promise<ProjectContent> {
  const dataset = await datasetWithoutTexts(content.dataset);
  const sources = dataset.sources.map((source) => ({
    ...source,
    skipped: source.skipped.map((row) => ({ ...row, content: '' })),
  }));
  return { ...content, dataset: { ...dataset, sources } };
}

/** A project as one file. */
export async function writeProject({
  dataset,
  predictions,
  outputs,
  thresholds,
  seen = [],
  prompts = [],
}: ProjectContent): Promise<Uint8Array<ArrayBuffer>> {
  const arrays = new ArrayFileWriter();
  const header: ProjectHeader = {
    version: VERSION,
    name: dataset.name,
    ids: placeStrings(dataset.ids, arrays),
    texts: placeStrings(dataset.texts, arrays),
    withoutText: dataset.withoutText ? arrays.add(dataset.withoutText) : null,
    questions: dataset.questions.map(({ question, origin, votes, transparency, moreRaters }) => ({
      question,
      origin,
      votes: placeVotes(votes, arrays),
      transparency,
      moreRaters,
    })),
    sources: dataset.sources,
    predictions: predictions.map(
      ({ annotator, question, answered, missing, distributions, samples, several, numbers }) => ({
        annotator,
        question,
        answered: arrays.add(answered),
        ...(missing && { missing: arrays.add(missing) }),
        distributions: arrays.add(new Uint32Array(Float32Array.from(distributions).buffer)),
        samples: samples ? arrays.add(samples) : null,
        ...(several && { several: placeVotes(several, arrays) }),
        ...(numbers && {
          numbers: {
            perItem: arrays.add(lengths(numbers.start)),
            values: placeNumbers(numbers.values, arrays),
            ...(numbers.spread && { spread: placeNumbers(numbers.spread, arrays) }),
          },
        }),
      }),
    ),
    outputs: outputs.map(({ annotator, hashes, truncated, rows }) => ({
      annotator,
      hashes: arrays.add(hashes),
      truncated: arrays.add(truncated),
      rows: rows.map((values) => arrays.add(values)),
    })),
    ...(dataset.attributes && {
      attributes: dataset.attributes.map((attribute) => placeAttribute(attribute, arrays)),
    }),
    ...(thresholds && { thresholds }),
    ...(seen.length > 0 && {
      seen: seen.map(({ model, ids, file }) => ({ model, ids: ids && placeStrings(ids, arrays), file })),
    }),
    ...(prompts.length > 0 && { prompts }),
  };
  const body = arrays.finish(header);
  const file = new Uint8Array(HEAD + body.length);
  file.set(new TextEncoder().encode(`${BEGINNING}${await sha256(body)}\n`));
  file.set(body, HEAD);
  return file;
}

/**
 * Reads what {@link writeProject} wrote.
 * @param name of the file, for messages
 * @throws {UnreadableFileError} if it is no such file, one of a newer version, or not as it was written
 */
export async function readProject(name: string, file: Uint8Array): Promise<ProjectContent> {
  const head = new TextDecoder('latin1').decode(file.subarray(0, HEAD));
  if (!head.startsWith(BEGINNING))
    throw new UnreadableFileError(
      name,
      'This is no project file of Dissensus. Such a file is saved by “Export” in the list of projects; open other files under “Your texts or annotations”.',
    );
  const body = file.subarray(HEAD);
  if (head.slice(BEGINNING.length, HEAD) !== `${await sha256(body)}\n`)
    throw new UnreadableFileError(
      name,
      'The project file was cut off or altered after it was saved, so its figures cannot be trusted. Export the project again where it is from.',
    );
  try {
    const arrays = new ArrayFile(body);
    if (isTooDeep(arrays.header)) throw new RangeError('a header with too many levels');
    const { version } = (arrays.header ?? {}) as { version?: unknown };
    if (version !== VERSION)
      throw new UnreadableFileError(
        name,
        `The project file has ${typeof version === 'number' ? `version ${version}` : 'no version'}, and this page reads version ${VERSION}. Open it with the version of Dissensus that saved it, or reload this page for a newer one.`,
      );
    const content = contentOf(readHeader(arrays.header), arrays);
    checkArrays(content);
    return content;
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(
      name,
      `The project file does not hold what it says it holds (${(error as Error).message}). Export the project again where it is from.`,
    );
  }
}

function contentOf(header: ProjectHeader, arrays: ArrayFile): ProjectContent {
  const bytes = (place: ArrayPlace) => Uint8Array.from(arrays.array(place));
  const dataset: Dataset = {
    name: header.name,
    ids: stringsAt(header.ids, arrays),
    texts: stringsAt(header.texts, arrays),
    questions: header.questions.map(
      ({ question, origin, votes, transparency, moreRaters }): AnnotatedQuestion => ({
        question,
        origin,
        votes: votesAt(votes, arrays),
        ...(transparency && { transparency }),
        ...(moreRaters && { moreRaters }),
      }),
    ),
    sources: header.sources,
    ...(header.withoutText && { withoutText: bytes(header.withoutText) }),
    ...(header.attributes && { attributes: header.attributes.map((one) => attributeAt(one, arrays)) }),
  };
  return {
    dataset,
    predictions: header.predictions.map(
      ({ annotator, question, answered, missing, distributions, samples, several, numbers }) => ({
        annotator,
        question,
        answered: bytes(answered),
        ...(missing && { missing: bytes(missing) }),
        distributions: new Float32Array(Uint32Array.from(arrays.array(distributions)).buffer),
        ...(samples && { samples: Uint32Array.from(arrays.array(samples)) }),
        ...(several && { several: votesAt(several, arrays) }),
        ...(numbers && {
          numbers: {
            start: starts(arrays.array(numbers.perItem)),
            values: numbersAt(numbers.values, arrays),
            ...(numbers.spread && { spread: numbersAt(numbers.spread, arrays) }),
          },
        }),
      }),
    ),
    outputs: header.outputs.map(({ annotator, hashes, truncated, rows }) => ({
      annotator,
      hashes: bytes(hashes),
      truncated: bytes(truncated),
      rows: rows.map((place) => Uint16Array.from(arrays.array(place))),
    })),
    ...(header.thresholds && { thresholds: header.thresholds }),
    ...(header.seen?.length && {
      seen: header.seen.map(({ model, ids, file }) => ({ model, ids: ids && stringsAt(ids, arrays), file })),
    }),
    ...(header.prompts && { prompts: header.prompts }),
  };
}
