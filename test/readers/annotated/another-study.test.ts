import { describe, expect, it } from 'vitest';
import { UndecidedReadingError } from '../../../src/readers/reading-ask.ts';
import { readFiles, type ReadFilesOptions } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

/** A file of one question, with texts, raters and labels of its own. */
function study(name: string, texts: string, raters: readonly string[], labels: readonly string[]) {
  const rows = Array.from({ length: 6 }, (_, at) => {
    const text = `${texts}${Math.floor(at / 2)}`;
    return `${text},Sentence ${text},${raters[at % raters.length]},${labels[at % labels.length]}`;
  });
  return file(name, ['id,text,rater,label', ...rows].join('\n'));
}
const moods = study('moods.csv', 'm', ['ann', 'ben'], ['calm', 'tense', 'bored']);
const polarity = study('polarity.csv', 'p', ['cy', 'dee'], ['positive', 'negative']);

const read = (files: readonly ReturnType<typeof study>[], options: ReadFilesOptions = {}) =>
  readFiles(files, options).then(
    ({ dataset }) => dataset!.questions.map(({ question }) => question.labels),
    (error: unknown) => {
      if (error instanceof UndecidedReadingError) return error.message;
      throw error;
    },
  );

describe('files of one column of labels that have no text and no label in common', () => {
  it('are asked about, by the file that comes later', async () => {
    expect(await read([moods, polarity])).toBe(
      'polarity.csv: It has no text and no label in common with the other files: its labels are “positive”, “negative”, ' +
        'theirs “calm”, “tense”, “bored”. Is it the same study?\n' +
        '  --studies one: yes: one question, “label”, with 5 labels\n' +
        '  no, it is another study: open it alone, as a project of its own',
    );
    expect(await read([polarity, moods])).toMatch(/^moods\.csv: /);
  });

  it('are one question where a person says so', async () => {
    expect(await read([moods, polarity], { studies: 'one' })).toEqual([
      ['bored', 'calm', 'negative', 'positive', 'tense'],
    ]);
  });
});

describe('files are read together unasked', () => {
  it.each([
    ['that share a label', study('more.csv', 'n', ['ann'], ['tense', 'glad'])],
    ['that share texts', study('more.csv', 'm', ['ed', 'flo'], ['glad', 'sad'])],
    ['of one further label alone', study('more.csv', 'n', ['ann', 'ben'], ['glad'])],
  ])('%s', async (_, more) => {
    expect((await read([moods, more]))[0]).toContain('glad');
  });

  it('that share a label of another question, and whose remarks are their own', async () => {
    const asked = (name: string, texts: string, topics: readonly string[], remarks: readonly string[]) =>
      file(
        name,
        [
          'id,text,rater,emotion,topic,comment',
          ...topics.map(
            (topic, at) =>
              `${texts}${at},Text ${texts}${at},ann,${at % 2 ? 'joy' : 'fear'},${topic},${remarks[at]}`,
          ),
        ].join('\n'),
      );
    const first = asked(
      'a.csv',
      'a',
      ['work', 'home', 'work', 'sport'],
      ['I am not sure', 'it was easy for me', 'why this one again', 'she means it well'],
    );
    const second = asked(
      'b.csv',
      'b',
      ['art', 'war', 'art', 'food'],
      ['no idea at all', 'he said it twice', 'could be a joke too', 'read it once more'],
    );
    expect((await read([first, second]))[0]).toEqual(['fear', 'joy']);
  });

  it('that hold points of a scale', async () => {
    const low = study('low.csv', 'l', ['ann', 'ben'], ['1', '2']);
    const high = study('high.csv', 'h', ['ann', 'ben'], ['4', '5']);
    expect(await read([low, high])).toEqual([['1', '2', '3', '4', '5']]);
  });
});
