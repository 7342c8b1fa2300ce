import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { file, fixture } from './files.ts';
import { votesOf } from './votes-of.ts';

const all = () =>
  Promise.all(
    ['individual_writer_ratings.csv', 'emobank.csv', 'individual_reader_ratings.csv'].map((name) =>
      fixture(name),
    ),
  );

describe('EmoBank', () => {
  it('joins texts and both perspectives by id, three scales each', async () => {
    const { dataset } = await readFiles(await all());
    expect(dataset?.ids).toEqual(['s1', 's2']);
    expect(dataset?.texts[1]).toBe('They sold the piano. "It was only wood," he said.');
    expect(
      Object.fromEntries(
        dataset!.questions.map(({ question, votes }) => [question.id, votesOf(question, votes)]),
      ),
    ).toEqual({
      'valence-reader': [
        ['4', '5'],
        ['2', '2'],
      ],
      'arousal-reader': [
        ['2', '1'],
        ['3', '4'],
      ],
      'dominance-reader': [
        ['3', '3'],
        ['3', '2'],
      ],
      'valence-writer': [
        ['4', '4'],
        ['1', '2'],
      ],
      'arousal-writer': [
        ['2', '2'],
        ['4', '3'],
      ],
      'dominance-writer': [
        ['4', '3'],
        ['3', '2'],
      ],
    });
    for (const { question, votes, origin } of dataset!.questions) {
      expect(origin).toBe('raters');
      expect(votes.raters).toBeNull();
      const side = question.id.split('-')[1];
      expect(question).toMatchObject({ kind: 'ordinal', group: `EmoBank ${side}`, perspective: side });
      expect([...votes.abstentions]).toEqual(side === 'reader' ? [1, 0] : [0, 0]);
    }
  });

  it('lists the texts with too few valid ratings, and the ratings that go with none', async () => {
    const { dataset } = await readFiles(await all());
    const skipped = Object.fromEntries(
      dataset!.sources.map(({ name, skipped: rows }) => [
        name,
        rows.map((row) => `${row.line} ${row.reason}`),
      ]),
    );
    const few = 'The text "s3" has too few valid reader ratings (1; 2 are needed).';
    expect(skipped).toEqual({
      'emobank.csv': [`4 ${few}`],
      'individual_reader_ratings.csv': [`7 ${few}`, `8 ${few}`, '9 No text in emobank.csv has the id "s9".'],
      'individual_writer_ratings.csv': [`6 ${few}`, `7 ${few}`],
    });
  });

  it('leaves out ratings off the scale', async () => {
    const ratings =
      'id,V,A,D\ns1,6,2,3\ns1,2,,3\ns1,2,2.5,3\ns1,2,2,2\ns1,3.0,3,3\ns2,2,2,2\ns2,2,2,2\n,1,1,1\n';
    const { dataset } = await readFiles([await fixture('emobank.csv'), file('READER.csv', ratings)]);
    expect(dataset?.ids).toEqual(['s1', 's2']);
    expect(dataset!.questions.map(({ question }) => question.id)).toEqual([
      'valence-reader',
      'arousal-reader',
      'dominance-reader',
    ]);
    expect(dataset!.sources[1].skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 The column "V" holds "6"; a whole number from 1 to 5 is expected.',
      '3 The column "A" holds ""; a whole number from 1 to 5 is expected.',
      '4 The column "A" holds "2.5"; a whole number from 1 to 5 is expected.',
      '9 The column "id" is empty.',
    ]);
  });

  it('says which file is missing and where it is found', async () => {
    const [writer, texts] = await all();
    await expect(readFiles([texts])).rejects.toThrow(
      'emobank.csv: This is a part of EmoBank (EmoBank texts); its ratings are in individual_reader_ratings.csv and ' +
        'individual_writer_ratings.csv (github.com/JULIELab/EmoBank, folder corpus). Open the files together.',
    );
    await expect(readFiles([writer])).rejects.toThrow(
      'its texts are in emobank.csv (github.com/JULIELab/EmoBank',
    );
    await expect(readFiles([texts, { ...writer, name: 'ratings.csv' }])).rejects.toThrow(
      'Put "reader" or "writer" into the name of the file',
    );
    // Not the same bytes, which would count once.
    const other = { name: 'writer (1).csv', blob: new Blob([writer.blob, '\n']) };
    await expect(readFiles([texts, writer, other])).rejects.toThrow('There are two files of writer ratings');
  });
});
