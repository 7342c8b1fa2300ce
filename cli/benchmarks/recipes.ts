import type { BenchmarkAbout } from '../../src/readers/benchmarks/benchmark.ts';
import { join } from 'node:path';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { BenchmarkView } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readInputs } from '../read-inputs.ts';
import { readFirstLabelVotes } from './first-label-votes.ts';
import type { ListedEmotions } from './listed-emotions.ts';

/** What a benchmark is made of: the data set's own files, and what is said about them. */
export interface Recipe extends Omit<BenchmarkAbout, 'built' | 'files'> {
  /** Paths in the folder of data sets. */
  readonly paths: readonly string[];
  readonly views: readonly BenchmarkView[];
  /** For files of a layout that nobody but us has. */
  readonly read?: (folder: string) => Promise<Dataset>;
  /** Answers of models that somebody else asked. */
  readonly answers?: readonly ListedEmotions[];
}

/** Reads a benchmark's data set. @param folder of data sets */
export async function readDataset(
  { paths, read }: Pick<Recipe, 'paths' | 'read'>,
  folder: string,
): Promise<Dataset> {
  if (read) return await read(folder);
  const { dataset } = await readInputs(paths.map((path) => join(folder, path)));
  return dataset!;
}

const GOEMOTIONS = {
  source: 'https://github.com/google-research/google-research/tree/master/goemotions',
  citation: 'Demszky et al. 2020, GoEmotions: A Dataset of Fine-Grained Emotions, ACL',
  licence: 'CC BY 4.0',
};

/** Asked by duyanh0208/goemotions-emotion-classification for all emotions that apply to each comment of the test set. */
const LISTED: readonly ListedEmotions[] = [
  { path: 'llm/qwen2.5-3b-instruct_goemotions_test.csv', model: 'Qwen/Qwen2.5-3B-Instruct' },
  { path: 'llm/llama-3.2-3b_goemotions_test.csv', model: 'meta-llama/Llama-3.2-3B-Instruct' },
];

export const RECIPES: readonly Recipe[] = [
  {
    ...GOEMOTIONS,
    id: 'goemotions-votes',
    name: 'GoEmotions test set, vote by vote',
    description:
      'Three to seven raters’ votes on 28 emotions in 2,249 Reddit comments of the official test set, which no model here was trained on. A vote is the alphabetically first of the labels that a rater gave; 18% of the raters’ answers have more, so a label’s share is a lower bound. A third of the published rows is not in it.',
    paths: ['goemotions/test.tsv', 'goemotions/first_label_votes.csv'],
    views: [{ name: 'GoEmotions, vote by vote', question: 'emotion' }],
    read: readFirstLabelVotes,
    answers: LISTED,
  },
  {
    ...GOEMOTIONS,
    id: 'goemotions-raters',
    name: 'GoEmotions raters (subset)',
    description:
      'Single raters’ votes on 28 emotions in Reddit comments: 14,895 of the 211,225 rows that were published, so most comments have one vote here.',
    paths: ['goemotions/goemotions_raters_partial.csv'],
    views: [{ name: 'GoEmotions, rater by rater', question: 'emotion' }],
  },
  {
    ...GOEMOTIONS,
    id: 'goemotions-test',
    name: 'GoEmotions test set',
    description:
      'Agreed labels, out of 28 emotions, of the official test set of Reddit comments: those that two or more raters gave.',
    paths: ['goemotions/test.tsv'],
    views: [{ name: 'GoEmotions, agreed labels', question: 'emotion' }],
    answers: LISTED,
  },
  {
    id: 'emobank',
    name: 'EmoBank',
    description:
      'Single raters’ valence, arousal and dominance from 1 to 5 of English sentences: as a reader feels, and as the writer did.',
    source: 'https://github.com/JULIELab/EmoBank',
    citation:
      'Buechel and Hahn 2017, EmoBank: Studying the Impact of Annotation Perspective and Representation Format on Dimensional Emotion Analysis, EACL',
    licence: 'CC BY-SA 4.0',
    paths: [
      'emobank/emobank.csv',
      'emobank/individual_reader_ratings.csv',
      'emobank/individual_writer_ratings.csv',
    ],
    views: [
      { name: 'EmoBank, as a reader', question: 'valence-reader' },
      { name: 'EmoBank, as the writer', question: 'valence-writer' },
    ],
  },
];
