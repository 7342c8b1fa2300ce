import { describe, expect, it } from 'vitest';
import { jsonLabels } from '../../../src/readers/paper/json-labels.ts';
import { readEmbeddings } from '../../../src/readers/paper/embeddings-file.ts';
import { readNrcLexicon } from '../../../src/readers/paper/nrc-lexicon.ts';
import { ratingAnswer } from '../../../src/readers/paper/rating-answer.ts';
import { readPaperFiles } from '../../../src/readers/paper/read-paper-files.ts';
import { temperatureName } from '../../../src/readers/paper/temperature.ts';
import { paperInput, unjudgedTexts } from '../../../src/jobs/paper-input.ts';
import type { NamedBlob } from '../../../src/readers/named-blob.ts';

const LABELS = new Set(['anger', 'joy', 'neutral']);

function csv(name: string, ...lines: readonly string[]): NamedBlob {
  return { name, blob: new Blob([`${lines.join('\n')}\n`]) };
}

const PEOPLE = csv(
  'people.csv',
  'id,num_annotators,anger_dist,joy_dist,neutral_dist,agreement_level',
  'a,3,1,0,0,full_agreement',
  'b,3,0.3333333333333333,0.3333333333333333,0.3333333333333333,full_disagreement',
  'c,3,0.6666666666666666,0.3333333333333333,0,partial_agreement',
);
const RESULTS = csv(
  'results.csv',
  'id,model,temperature,sample_idx,raw_response,parsed_labels,error,anger_pred,joy_pred,neutral_pred',
  'a,m,0.0,0,"[""anger""]","[""anger""]",False,1.0,0.0,0.0',
  'a,m,0.0,1,"[""anger"", ""joy""]","[""anger"", ""joy""]",False,1.0,1.0,0.0',
  'a,m,0.7,0,who knows,"[""neutral""]",False,0.0,0.0,1.0',
  'b,m,0.7,0,ERROR: late,"[""neutral""]",True,0.0,0.0,1.0',
  'z,m,0.7,0,"[""joy""]","[""joy""]",False,0.0,1.0,0.0',
);

describe('an answer', () => {
  it('names labels in a JSON array, in whatever words around it', () => {
    expect(jsonLabels('Sure: ["Joy", " anger ", "bliss", "joy"].', LABELS)).toEqual(['joy', 'anger']);
    expect(jsonLabels('<think>["anger"]?</think>["joy"]', LABELS)).toEqual(['joy']);
    for (const unreadable of ['joy, anger', '["bliss"]', '[]', '["joy"', '[1, 2]', '] ['])
      expect(jsonLabels(unreadable, LABELS)).toBeNull();
  });

  it('rates in a JSON object or by names, clamped to the scale', () => {
    expect(ratingAnswer('{"V": 3.2, "A": "0.7", "d": 5.4}')).toEqual([3.2, 1, 5]);
    expect(
      ratingAnswer('<think>{"V": 1, "A": 1, "D": 1}</think> Valence: 2.5, Arousal = 3, Dominance 4.0'),
    ).toEqual([2.5, 3, 4]);
    for (const unreadable of ['{"V": 3, "A": 3}', '{"V": 9, "A": 3, "D": 3}', 'no idea'])
      expect(ratingAnswer(unreadable)).toBeNull();
  });

  it('has a temperature by one name, whatever its form', () => {
    expect(['0.0', '0', '0.30000001192092896', '1.0', 'all', ''].map(temperatureName)).toEqual([
      '0',
      '0',
      '0.3',
      '1',
      'all',
      '',
    ]);
  });
});

describe('files in the form of the paper', () => {
  it('make rates by temperature and together, over the texts that people judged', async () => {
    const files = await readPaperFiles([RESULTS, PEOPLE], { unreadable: 'neutral' });
    expect(files.unreadable).toBe(2);
    expect(unjudgedTexts(files)).toEqual([{ model: 'm', texts: 1 }]);
    const { people, answers } = paperInput(files).labels!;
    expect(people.ids).toEqual(['a', 'b', 'c']);
    expect(people.levels).toEqual(['full', 'disagreement', 'partial']);
    expect(answers.map(({ temperature, places, rates }) => [temperature, [...places], [...rates]])).toEqual([
      ['0', [0], [1, 0.5, 0]],
      ['0.7', [0, 1], [0, 0, 1, 0, 0, 1]],
      ['all', [0, 1], [2 / 3, 1 / 3, 1 / 3, 0, 0, 1]],
    ]);
  });

  it('leave out what cannot be read where that is wanted', async () => {
    const { answers } = paperInput(await readPaperFiles([RESULTS, PEOPLE], { unreadable: 'failed' })).labels!;
    expect(answers.map(({ temperature, rates }) => [temperature, [...rates]])).toEqual([
      ['0', [1, 0.5, 0]],
      ['all', [1, 0.5, 0]],
    ]);
  });

  it.each([
    ['an error and no flags', ['a,m,0,ERROR: late,True,,,', 'b,m,0,ERROR: late,True,NaN,nan,NaN']],
    ['no label in the answer and no flags', ['a,m,0,who knows,False,,,', 'b,m,0,joy,False,NaN,NaN,NaN']],
  ])('count a row with %s as neutral, and once', async (_, rows) => {
    const results = csv(
      'results.csv',
      'id,model,temperature,raw_response,error,anger_pred,joy_pred,neutral_pred',
      ...rows,
    );
    const neutral = await readPaperFiles([results, PEOPLE], { unreadable: 'neutral' });
    expect(neutral.sources[0].skipped).toEqual([]);
    expect(neutral.unreadable).toBe(2);
    expect([...paperInput(neutral).labels!.answers[0].rates]).toEqual([0, 0, 1, 0, 0, 1]);
    const failed = await readPaperFiles([results, PEOPLE], { unreadable: 'failed' });
    expect(failed.sources[0].skipped).toEqual([]);
    expect(failed.unreadable).toBe(2);
    expect(failed.labelAnswers).toEqual([]);
  });

  it('count a row that cannot be used as that alone, not as an unreadable answer too', async () => {
    const results = csv(
      'results.csv',
      'id,model,temperature,raw_response,error,anger_pred,joy_pred',
      'a,m,0,ERROR: late,True,,',
      'a,m,0,ERROR: late,True,x,1',
      'b,m,0,"[""joy""]",False,,1',
    );
    const { sources, unreadable } = await readPaperFiles([results], { unreadable: 'neutral' });
    expect(sources[0].skipped.map(({ reason }) => reason)).toEqual([
      'No label can be read, and there is no label "neutral" that it could count as.',
      'The column "anger_pred" holds "x"; 0 or 1 is expected.',
      'The column "anger_pred" holds ""; 0 or 1 is expected.',
    ]);
    expect(unreadable).toBe(0);
  });

  it('fill what a file of people leaves open from another one about the same texts', async () => {
    const distributions = csv(
      'goemotions_annotator_distributions.csv',
      'id,num_annotators,anger_dist,joy_dist',
      'a,3,0.3333333333333333,1',
      'b,3,1,0',
    );
    const core = csv(
      'core_set.csv',
      'id,num_annotators,anger_dist,joy_dist,agreement_level,entropy',
      'a,3,0.33333334,1,partial_agreement,0.5',
      'b,3,0,1,full_agreement,0',
    );
    for (const files of [
      [distributions, core],
      [core, distributions],
    ]) {
      const { labelled, sources } = await readPaperFiles(files, { unreadable: 'neutral' });
      expect(labelled.get('a')).toMatchObject({ level: 'partial', entropy: 0.5 });
      // Other rates of the same text contradict the earlier ones, and those stand.
      expect(sources[1].skipped.map(({ reason }) => reason)).toEqual([
        `People's rates of the text "b" stand in an earlier row, and these differ.`,
      ]);
    }
    const contradicting = csv(
      'again.csv',
      'id,num_annotators,anger_dist,joy_dist,agreement_level',
      'a,3,0.3333333333333333,1,full_agreement',
    );
    const both = await readPaperFiles([core, contradicting], { unreadable: 'neutral' });
    expect(both.sources[1].skipped).toHaveLength(1);
    expect(both.labelled.get('a')).toMatchObject({ level: 'partial' });
  });

  it('fill the level of rated texts likewise', async () => {
    const columns = 'id,V_mean,A_mean,D_mean,mean_vad_std';
    const statistics = csv('emobank_annotator_stats.csv', columns, 't,3,2,3,0.9', 'u,3,2,3,0.1');
    const core = csv(
      'emobank_core_set.csv',
      `${columns},agreement_level`,
      't,3,2,3,0.9,moderate_agreement',
      'u,3,2,4,0.1,high_agreement',
    );
    const { rated, sources } = await readPaperFiles([statistics, core], { unreadable: 'neutral' });
    expect(rated.get('t')).toMatchObject({ level: 'moderate' });
    expect(rated.get('u')).toMatchObject({ level: null });
    expect(sources[1].skipped.map(({ reason }) => reason)).toEqual([
      `People's ratings of the text "u" stand in an earlier row, and these differ.`,
    ]);
  });

  it('sort ids that are numbers by size, as pandas does, and ids that are text by their characters', async () => {
    const rows = (ids: readonly string[]) =>
      csv('people.csv', 'id,num_annotators,anger_dist,joy_dist', ...ids.map((id) => `${id},1,1,0`));
    const idsOf = async (...ids: readonly string[]) =>
      paperInput(await readPaperFiles([rows(ids)], { unreadable: 'neutral' })).labels!.people.ids;
    expect(await idsOf('10', '9', '1')).toEqual(['1', '9', '10']);
    expect(await idsOf('10', '9', 'x')).toEqual(['10', '9', 'x']);
  });

  it('count every rater’s row of EmoBank, 1,1,1 too, and a single rater as of one mind', async () => {
    const ratings = csv('individual_reader_ratings.csv', 'id,V,A,D', 't,1,1,1', 't,3,2,4', 'u,2,2,2');
    const { rated } = await readPaperFiles([ratings], { unreadable: 'neutral' });
    expect(rated.get('t')!.means).toEqual([2, 1.5, 2.5]);
    expect(rated.get('t')!.deviation).toBeCloseTo((Math.SQRT2 + Math.SQRT1_2 + 1.5 * Math.SQRT2) / 3, 12);
    expect(rated.get('u')).toMatchObject({ deviation: 0 });
  });

  it.each([
    ['a file of another form', csv('other.csv', 'name,age', 'x,1'), 'none of the paper'],
    ['ratings of writers', csv('individual_writer_ratings.csv', 'id,V,A,D', 't,1,1,1'), 'reader'],
    [
      'another label set',
      csv('more.csv', 'id,num_annotators,joy_dist,love_dist', 'q,1,0,1'),
      'one label set',
    ],
  ])('refuse %s', async (_, file, words) => {
    await expect(readPaperFiles([PEOPLE, file], { unreadable: 'neutral' })).rejects.toThrow(words);
  });

  it('count rows that cannot be used, with the reason', async () => {
    const broken = csv(
      'people.csv',
      'id,num_annotators,anger_dist,joy_dist',
      'a,3,1,0',
      'a,3,0,1',
      'b,3,x,1',
      ',3,1,0',
    );
    const { sources } = await readPaperFiles([broken], { unreadable: 'neutral' });
    expect(sources[0].skipped.map(({ line, reason }) => [line, reason.slice(0, 22)])).toEqual([
      [3, "People's rates of the "],
      [4, 'The column "anger_dist'],
      [5, 'The column "id" is emp'],
    ]);
  });
});

describe('what is brought besides', () => {
  it('is a lexicon in NRC’s form', () => {
    const lexicon = readNrcLexicon('nrc.txt', 'abandon\tfear\t1\nabandon\tjoy\t0\nglee\tjoy\t1\n\n');
    expect([...lexicon]).toEqual([
      ['fear', ['abandon']],
      ['joy', ['glee']],
    ]);
    expect(() => readNrcLexicon('nrc.txt', 'abandon,fear,1')).toThrow('tabs');
  });

  it('is vectors in columns or in a list, or scores', async () => {
    const columns = await readEmbeddings(csv('v.csv', 'id,v0,v1', 'a,1,2', 'joy,0,1'));
    expect(columns).toEqual({
      kind: 'vectors',
      vectors: new Map([
        ['a', Float64Array.of(1, 2)],
        ['joy', Float64Array.of(0, 1)],
      ]),
    });
    const lists = await readEmbeddings({
      name: 'v.jsonl',
      blob: new Blob(['{"text": "so", "embedding": [1, 2]}\n{"text": "joy", "embedding": [0, 1]}\n']),
    });
    expect(lists).toMatchObject({ kind: 'vectors' });
    expect(lists.kind === 'vectors' && [...lists.vectors.get('so')!]).toEqual([1, 2]);
    const scores = await readEmbeddings(csv('s.csv', 'label,embedding_score', 'joy,0.4'));
    expect(scores).toEqual({ kind: 'scores', scores: new Map([['joy', 0.4]]) });
    await expect(readEmbeddings(csv('v.csv', 'id,v0,v1', 'a,1,2', 'b,1,'))).rejects.toThrow('2 numbers');
  });
});
