import type { Annotator } from '../../judgments/annotator.ts';
import type { AnnotatedQuestion, MeasuredTransparency, VoteOrigin } from '../../judgments/dataset.ts';
import type { Question } from '../../judgments/question.ts';
import { fromHalf, toHalf } from '../../files/half-precision.ts';
import { packHashes, unpackHashes } from '../../files/packed-hashes.ts';
import { ArrayFile, ArrayFileWriter, type ArrayPlace } from '../../files/array-file.ts';
import type { Benchmark, BenchmarkAbout, BenchmarkModel } from './benchmark.ts';
import { placeVotes, votesAt, type VotesPlace } from '../../files/placed-votes.ts';

/** Raised whenever a page could no longer read what was written before. */
const VERSION = 1;

interface BenchmarkHeader {
  readonly format: 'dissensus benchmark';
  readonly version: number;
  readonly about: BenchmarkAbout;
  /** The ids in UTF-8, a line feed between two. */
  readonly ids: ArrayPlace;
  readonly textHashes: ArrayPlace;
  readonly questions: readonly {
    readonly question: Question;
    readonly origin: VoteOrigin;
    readonly votes: VotesPlace;
    readonly transparency?: readonly MeasuredTransparency[];
  }[];
  readonly models: readonly {
    readonly annotator: Annotator;
    readonly question: Question;
    readonly seen: number;
    readonly items: number;
    readonly answered: ArrayPlace;
    /** Items that were not asked about; absent where there are none. */
    readonly missing?: ArrayPlace;
    /** Rows of the answered items only, as bit patterns of 16-bit floats. */
    readonly rows: ArrayPlace;
  }[];
}

/** A benchmark as a file: about 2 bytes for each item and label of a model, 16 for each text's hash. */
export function writeBenchmark({ about, dataset, models }: Benchmark): Uint8Array<ArrayBuffer> {
  if (!dataset.withoutText?.every((missing) => missing === 1))
    throw new RangeError('A benchmark holds no texts.');
  if (dataset.ids.some((id) => id.includes('\n'))) throw new RangeError('An id is broken by a line feed.');
  const arrays = new ArrayFileWriter();
  const header: BenchmarkHeader = {
    format: 'dissensus benchmark',
    version: VERSION,
    about,
    ids: arrays.add(new TextEncoder().encode(dataset.ids.join('\n'))),
    textHashes: arrays.add(packHashes(dataset.texts)),
    questions: dataset.questions.map(({ votes, ...rest }) => ({
      ...rest,
      votes: placeVotes(votes, arrays),
    })),
    models: models.map(
      ({ predictions: { annotator, question, answered, missing, distributions }, seen }) => ({
        annotator,
        question,
        seen,
        items: answered.reduce((sum, one) => sum + one, 0),
        answered: arrays.add(answered),
        ...(missing && { missing: arrays.add(missing) }),
        rows: arrays.add(answeredHalves(answered, distributions, question.labels.length)),
      }),
    ),
  };
  return arrays.finish(header);
}

/**
 * Reads what {@link writeBenchmark} wrote.
 * @throws Error if the bytes are no benchmark, or one of another version
 */
export function readBenchmark(bytes: Uint8Array): Benchmark {
  const file = new ArrayFile(bytes);
  const header = file.header as BenchmarkHeader;
  if (header.format !== 'dissensus benchmark' || header.version !== VERSION)
    throw new Error(`The benchmark has version ${header.version}; this page reads version ${VERSION}.`);
  const ids = new TextDecoder().decode(Uint8Array.from(file.array(header.ids))).split('\n');
  const questions = header.questions.map(({ votes, ...rest }): AnnotatedQuestion => ({
    ...rest,
    votes: votesAt(votes, file),
  }));
  const models = header.models.map(
    ({ annotator, question, seen, answered, missing: absent, rows }): BenchmarkModel => {
      const given = Uint8Array.from(file.array(answered));
      const missing = absent && Uint8Array.from(file.array(absent));
      const distributions = fromHalves(given, Uint16Array.from(file.array(rows)), question.labels.length);
      return {
        predictions: { annotator, question, answered: given, ...(missing && { missing }), distributions },
        seen,
      };
    },
  );
  const dataset = {
    name: header.about.name,
    ids,
    texts: unpackHashes(file.array(header.textHashes)),
    withoutText: new Uint8Array(ids.length).fill(1),
    questions,
    sources: [],
  };
  return { about: header.about, dataset, models };
}

function answeredHalves(answered: Uint8Array, distributions: Float32Array, labels: number): Uint16Array {
  return toHalf(distributions.filter((_, at) => answered[Math.floor(at / labels)]));
}

function fromHalves(answered: Uint8Array, halves: Uint16Array, labels: number): Float32Array {
  const distributions = new Float32Array(answered.length * labels);
  let at = 0;
  for (let item = 0; item < answered.length; item++)
    if (answered[item]) fromHalf(halves.subarray(at, (at += labels)), distributions, item * labels);
  return distributions;
}
