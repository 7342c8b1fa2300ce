import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { UnreadableFileError } from '../../../src/readers/unreadable-file.ts';
import { fixture } from '../files.ts';
import {
  peopleDifferences,
  predictionDifferences,
  type ExpectedPeople,
  type ExpectedPredictions,
} from './compare.ts';

const EXPECTED = JSON.parse(
  readFileSync(new URL('../../fixtures/cases/expected.json', import.meta.url), 'utf8'),
) as {
  people: Record<string, ExpectedPeople>;
  predictions: Record<string, ExpectedPredictions>;
};

/** Files that hold no answers of single people: refused, with a word about what they hold instead. */
const REFUSED: Readonly<Record<string, string>> = {
  'emobank.csv': 'This is a part of EmoBank',
  'raw.csv,reader.csv': 'It holds means over raters',
  'affectivetext-emotions.gold.txt': 'No column holds texts or ids.',
  'nrc-vad.tsv': 'It holds means over raters',
  'inception-webanno.tsv': 'It annotates words and spans',
  'civil-comments.csv': 'It says which share of annotators',
};

/** Files that are read in another way than expected, and say so. */
const ASKED: Readonly<Record<string, string>> = {
  'googleforms-wide.csv': 'The texts in the header are numbered',
  'rater-twice.csv': 'a rater has answered about a text again. Which answer counts?',
  'rater-twice-ordinal.csv': 'a rater has answered about a text again. Which answer counts?',
  'm-emotion-valence-columns.csv': "are named as the people's questions are",
  'm-prompt-variants.csv': 'Are they runs of their own or samples of one model?',
  'm-temperature-column.csv': 'Are they runs of their own or samples of one model?',
};

async function read(people: readonly string[], models: readonly string[]) {
  const open = (names: readonly string[]) => Promise.all(names.map((name) => fixture(`cases/${name}`)));
  return (await readAll(await open(people), await open(models))).document;
}

describe('files as annotation tools, survey tools, data sets and models write them', () => {
  it.each(Object.entries(EXPECTED.people))('people: %s', async (_, expected) => {
    const name = expected.files.join();
    const reading = read(expected.files, []);
    if (Object.hasOwn(REFUSED, name)) {
      await expect(reading).rejects.toThrow(UnreadableFileError);
      await expect(reading).rejects.toThrow(REFUSED[name]);
      return;
    }
    const document = await reading;
    if (Object.hasOwn(ASKED, name))
      expect(document.asks.map(({ what }) => what).join()).toContain(ASKED[name]);
    else expect(peopleDifferences(expected, document)).toEqual([]);
  });

  it.each(Object.entries(EXPECTED.predictions))('models: %s', async (_, expected) => {
    const name = expected.preds.join();
    const document = await read(expected.files, expected.preds);
    if (Object.hasOwn(ASKED, name))
      expect(document.asks.map(({ what }) => what).join()).toContain(ASKED[name]);
    else expect(predictionDifferences(expected, document)).toEqual([]);
    // What is not read is asked about.
    if (expected.dist === null) expect(document.asks.filter(({ taken }) => taken === null)).not.toEqual([]);
  });
});
