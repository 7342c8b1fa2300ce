import { HOSTS } from '../network/hosts.ts';

/** A public data set that a button fetches from where its makers keep it. */
export interface RemoteDataset {
  readonly id: 'goemotions' | 'emobank';
  readonly name: string;
  readonly description: string;
  /** Named on the button, with the size, before anything is fetched. */
  readonly host: string;
  readonly bytes: number;
  readonly files: readonly RemoteFile[];
  /** Ids of the benchmarks that come with the page whose texts it has. */
  readonly benchmarks: readonly string[];
  /** Where a person finds the files if the host does not give them. */
  readonly byHand: string;
}

export interface RemoteFile {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
}

const EMOBANK_FOLDER = 'https://raw.githubusercontent.com/JULIELab/EmoBank/master/corpus/';
const HUB_FILE =
  'https://huggingface.co/datasets/google-research-datasets/go_emotions/resolve/main/raw/train-00000-of-00001.parquet';

export const REMOTE_DATASETS: readonly RemoteDataset[] = [
  {
    id: 'goemotions',
    name: 'GoEmotions',
    description: '58,011 Reddit comments, 82 raters, 28 emotion labels (Demszky et al. 2020, CC BY 4.0).',
    host: HOSTS.hub.host,
    bytes: 24_828_322,
    files: [{ name: 'goemotions-raw.parquet', url: HUB_FILE, bytes: 24_828_322 }],
    benchmarks: ['goemotions-votes', 'goemotions-raters', 'goemotions-test'],
    byHand:
      'the folder raw of huggingface.co/datasets/google-research-datasets/go_emotions, or goemotions_1.csv to ' +
      'goemotions_3.csv as github.com/google-research/google-research, folder goemotions, says',
  },
  {
    id: 'emobank',
    name: 'EmoBank',
    description:
      '10,062 sentences, valence, arousal and dominance from 1 to 5, as readers and as writers (Buechel and Hahn 2017, CC BY-SA 4.0).',
    host: HOSTS.github.host,
    bytes: 4_453_149,
    files: [
      { name: 'emobank.csv', url: `${EMOBANK_FOLDER}emobank.csv`, bytes: 1_335_010 },
      {
        name: 'individual_reader_ratings.csv',
        url: `${EMOBANK_FOLDER}individual_reader_ratings.csv`,
        bytes: 1_558_107,
      },
      {
        name: 'individual_writer_ratings.csv',
        url: `${EMOBANK_FOLDER}individual_writer_ratings.csv`,
        bytes: 1_560_032,
      },
    ],
    benchmarks: ['emobank'],
    byHand: 'github.com/JULIELab/EmoBank, folder corpus',
  },
];

/** The data set that has the texts of a benchmark; `null` where no host has them. */
export function textsOf(benchmark: string): RemoteDataset | null {
  return REMOTE_DATASETS.find(({ benchmarks }) => benchmarks.includes(benchmark)) ?? null;
}
