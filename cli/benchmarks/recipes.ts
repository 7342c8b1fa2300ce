import type { BenchmarkAbout } from '../../src/readers/benchmarks/benchmark.ts';
import type { BenchmarkView } from '../../src/readers/benchmarks/shipped-benchmarks.ts';

/** What a benchmark is made of: the data set's own files, and what is said about them. */
export interface Recipe extends Omit<BenchmarkAbout, 'built' | 'files'> {
  /** Paths in the folder of data sets. */
  readonly paths: readonly string[];
  readonly views: readonly BenchmarkView[];
}

const GOEMOTIONS = {
  source: 'https://github.com/google-research/google-research/tree/master/goemotions',
  citation: 'Demszky et al. 2020, GoEmotions: A Dataset of Fine-Grained Emotions, ACL',
  licence: 'CC BY 4.0',
};

export const RECIPES: readonly Recipe[] = [
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
