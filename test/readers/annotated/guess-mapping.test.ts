import { describe, expect, it } from 'vitest';
import { guessReading } from '../../../src/readers/annotated/guess-mapping.ts';
import { fileHead } from '../../../src/readers/tables/file-head.ts';
import { file } from '../files.ts';

/** The guess in short: layout, text, id, rater, then each question with its columns. */
async function guess(content: string, name = 'a.csv') {
  const reading = guessReading(await fileHead(file(name, content)));
  if (reading === null) return null;
  const { layout, text, id, rater, questions } = reading.mapping;
  const asked = questions.map(
    (question) => `${question.name}: ${question.columns.map((one) => one.column).join(' ')}`,
  );
  return [layout, text, id, rater, ...asked];
}

describe('guessReading', () => {
  it.each([
    [
      'ids and no texts',
      'item_id,annotator,label\n1,A,x\n',
      ['long', null, 'item_id', 'annotator', 'label: label'],
    ],
    [
      'a rater column beside one of an unknown name',
      'text,WorkerId,score\nT,A,3\n',
      ['long', 'text', null, 'WorkerId', 'score: score'],
    ],
    [
      'several label columns',
      'text,rater,valence,arousal,age\nT,A,3,4,20\n',
      ['long', 'text', null, 'rater', 'valence: valence', 'arousal: arousal'],
    ],
    [
      'labels without raters',
      'sentence;emotion\nT;joy\n',
      ['long', 'sentence', null, null, 'emotion: emotion'],
    ],
    [
      'ratings without raters',
      'text,valence,arousal\nT,3,4\n',
      ['long', 'text', null, null, 'valence: valence', 'arousal: arousal'],
    ],
    [
      'votes in columns',
      'id,text,joy,anger,split\n1,T,3,0,dev\n2,U,1,4,dev\n',
      ['label counts', 'text', 'id', null, 'label: joy anger'],
    ],
    [
      'votes beside a majority class',
      'count,hate_speech,offensive_language,neither,class,tweet\n3,0,1,2,2,T\n',
      ['label counts', 'tweet', null, null, 'label: hate_speech offensive_language neither'],
    ],
    ['votes on a scale', 'text,1,2,3\nT,0,2,1\n', ['label counts', 'text', null, null, 'label: 1 2 3']],
    [
      'raters in columns',
      'text,A1,A2,A3\nT,1,2,3\n',
      ['rater columns', 'text', null, null, 'label: A1 A2 A3'],
    ],
    [
      'raters named in columns',
      'text,annotator_kim,annotator_bo\nT,x,y\n',
      ['rater columns', 'text', null, null, 'label: annotator_kim annotator_bo'],
    ],
    [
      'texts in a column of an unknown name',
      'headline,rater,label\nThe rain goes on and on,A,x\n',
      ['long', 'headline', null, 'rater', 'label: label'],
    ],
  ])('understands %s', async (_, content, expected) => {
    expect(await guess(content)).toEqual(expected);
  });

  it('understands votes and lists of answers as JSON', async () => {
    expect(await guess('id,text,votes\n1,T,"{""x"": 2}"\n')).toEqual([
      'votes',
      'text',
      'id',
      null,
      'votes: votes',
    ]);
    expect(await guess('text,annotations\nT,"[""x"", ""y""]"\n')).toEqual([
      'annotations',
      'text',
      null,
      null,
      'annotations: annotations',
    ]);
    const lines =
      '{"text": "T", "labels": ["x", "y"], "annotators": ["A", "B"]}\n{"text": "U", "labels": ["x"], "annotators": ["A"]}';
    expect(await guess(lines)).toEqual(['annotations', 'text', null, 'annotators', 'labels: labels']);
    const set = '{"text": "T", "labels": ["x", "y"]}\n{"text": "U", "labels": ["x"]}';
    expect(await guess(set)).toEqual(['long', 'text', null, null, 'labels: labels']);
  });

  it.each([
    ['prose', 'Well, label, no.\nText, rater, label.\n', 'a.txt'],
    ['texts alone', 'id,text\n1,T\n', 'a.csv'],
    ['texts with facts about them', 'text,year,likes,author,stars,split\nT,1990,3,Ann,5,dev\n', 'a.csv'],
    ['mean ratings', 'text,valence,arousal\nT,3.25,2.5\nU,1.5,1.25\n', 'a.csv'],
    ['a table without texts or ids', 'name,age\nAnn,30\n', 'a.csv'],
  ])('leaves %s alone', async (_, content, name) => {
    expect(await guess(content, name)).toBeNull();
  });
});
