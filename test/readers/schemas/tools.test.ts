import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { fixture } from '../files.ts';

const RATERS = ['kim', 'lee', 'ada', 'tom'];
const LABELS = ['joy', 'anger', 'sadness', 'fear'];
/** The label that rater `rater` gave to text `item`, by the rule that the fixtures were made with. */
const given = (item: number, rater: number) =>
  LABELS[(item * 3 + ((item + rater) % 3 === 0 ? rater : 0)) % 4];
const ITEMS = 8;

async function read(...names: string[]) {
  const files = await Promise.all(names.map((name) => fixture(`tools/${name}`)));
  const { document } = await readAll(files, []);
  return document;
}

/** Every vote as `item rater label`, sorted. */
function votes(question: Awaited<ReturnType<typeof read>>['questions'][number]): string[] {
  return question.votes
    .map(([item, rater, labels]) => `${item} ${rater ?? ''} ${labels.join('+')}`.toLowerCase())
    .sort();
}

/** All raters' answers to all texts. */
function whole(raters: readonly string[], id: (item: number) => string | number): string[] {
  return Array.from({ length: ITEMS }, (_, item) =>
    raters.map((rater, place) => `${id(item)} ${rater} ${given(item, place)}`),
  )
    .flat()
    .sort();
}

describe('the exports of tools', () => {
  it.each([
    [
      'Prodigy with options',
      ['prodigy-choice.jsonl'],
      RATERS.map((name) => `emo-${name}`),
      (item: number) => item,
    ],
    ['Argilla 2', ['argilla2.jsonl'], RATERS, (item: number) => item],
    ['Argilla’s records', ['argilla-records.json'], RATERS, (item: number) => item],
    [
      'SageMaker’s answers of workers',
      ['sagemaker-workers.json'],
      RATERS.map((name) => `private.eu-west-1.${name}`),
      (item: number) => item,
    ],
    ['Potato, a folder for each person', ['potato.zip'], RATERS, (item: number) => item],
    ['Appen’s full report', ['appen-full.csv'], ['77', '78', '79', '80'], (item: number) => 1000 + item],
    ['jsPsych', ['jspsych.csv'], ['p00', 'p01', 'p02', 'p03'], (item: number) => item],
    ['doccano, a file for each rater', ['kim.jsonl', 'lee.jsonl'], ['kim', 'lee'], (item: number) => item],
    ['a ZIP archive of answers and texts', ['both.zip'], RATERS, (item: number) => item],
    ['UTF-16 with tabs', ['utf16.txt'], RATERS, (item: number) => item],
    ['rows under "data"', ['wrapped.json'], RATERS, (item: number) => item],
    [
      'columns named for a question and raters',
      ['suffix.csv'],
      ['kim', 'lee', 'ada'],
      (item: number) => item,
    ],
    [
      'GoEmotions mapped to Ekman’s emotions',
      ['ekman.csv'],
      ['0', '1', '2', '3'],
      (item: number) => `e${item}`,
    ],
  ])('%s', async (_, files, raters, id) => {
    const { questions, items } = await read(...files);
    expect(questions).toHaveLength(1);
    expect(votes(questions[0])).toEqual(whole(raters, id));
    expect(items).toHaveLength(ITEMS);
    expect(items[0].text).toBe('The bakery closed early and I missed the last rye loaf.');
  });

  it('Potato’s files of one name and no folder, which are nobody’s by name and everybody’s answers', async () => {
    const rows = (label: string) =>
      ['1', '2'].map((id) =>
        JSON.stringify({ id, displayed_text: `Text ${id}`, label_annotations: { mood: { [label]: label } } }),
      );
    const files = ['joy', 'fear'].map((label) => ({
      name: 'annotated_instances.jsonl',
      blob: new Blob([rows(label).join('\n')]),
    }));
    const { questions } = (await readAll(files, [])).document;
    expect(questions[0].votes).toEqual([
      ['1', null, ['joy']],
      ['1', null, ['fear']],
      ['2', null, ['joy']],
      ['2', null, ['fear']],
    ]);
  });

  it('INCEpTION, a document for each annotator: spans over whole sentences, not over words', async () => {
    const { questions } = await read('inception/kim.tsv', 'inception/lee.tsv');
    expect(questions.map(({ name, abstentions }) => [name, abstentions])).toEqual([['emotion', 0]]);
    const all = whole(RATERS.slice(0, 2), (item) => item + 1);
    // In the last sentence lee annotated three words.
    expect(votes(questions[0])).toEqual(all.filter((vote) => !vote.startsWith('8 lee')));
  });

  it('Label Studio’s JSON, with a choice and a rating', async () => {
    const { questions } = await read('ls-full.json');
    expect(questions.map(({ name, kind }) => [name, kind])).toEqual([
      ['emotion', 'categorical'],
      ['stars', 'ordinal'],
    ]);
    // Raters are objects in every other task, and numbers in the rest.
    expect(votes(questions[0])).toContain(`1 kim@x.org ${given(1, 0)}`);
    expect(votes(questions[0])).toContain(`2 1 ${given(2, 0)}`);
    expect(questions[1].votes).toContainEqual(['1', 'tom@x.org', ['4']]);
  });

  it('Appen’s aggregated report is one opinion', async () => {
    const { questions } = await read('appen-agg.csv');
    expect(questions).toMatchObject([{ name: 'emotion', origin: 'consensus', raters: null }]);
  });

  it('LimeSurvey, a row for each person', async () => {
    const { questions, items } = await read('limesurvey.csv');
    expect(items.map(({ id }) => id)).toEqual(['q01', 'q02', 'q03', 'q04']);
    expect(questions[0]).toMatchObject({ raters: 6 });
    expect(questions[0].votes).toContainEqual(['q03', '2', [given(2, 1)]]);
  });

  it('a column for each rater and question', async () => {
    const { questions } = await read('two-q-wide.csv');
    expect(questions.map(({ name, kind, raters }) => [name, kind, raters])).toEqual([
      ['emotion', 'categorical', 2],
      ['valence', 'ordinal', 2],
    ]);
  });

  it('checkboxes of a form, with what the form calls them', async () => {
    const { questions } = await read('survey-checkbox.csv');
    expect(questions[0]).toMatchObject({ name: 'Which emotions? (check all)', raters: 4 });
    expect(questions[0].votes[0][2]).toEqual(['anger', 'joy']);
  });

  it('EmotionLines’ numbers of votes', async () => {
    const { questions, items } = await read('emotionlines.json');
    expect(items).toHaveLength(ITEMS);
    expect(votes(questions[0]).filter((vote) => vote.startsWith('1 '))).toEqual([
      '1  joy',
      '1  joy',
      '1  neutral',
      '1  neutral',
      '1  neutral',
    ]);
  });

  it('pairs of a premise and a hypothesis are one text', async () => {
    const { items } = await read('pairs.jsonl');
    expect(items[0].text.split('\n')).toHaveLength(2);
  });

  it('columns of lists, as a table', async () => {
    expect((await read('list-orient.json')).items).toHaveLength(ITEMS);
  });

  it('the ends of a scale that the header names', async () => {
    const { questions, asks } = await read('scale-header.csv');
    expect(questions[0].labels).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(asks).toEqual([]);
  });

  it('a scale in words', async () => {
    const { questions, asks } = await read('likert-words.csv');
    expect(questions[0]).toMatchObject({
      kind: 'ordinal',
      labels: ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
    });
    expect(questions[0].votes).toContainEqual(['1', 'tom', ['strongly agree']]);
    expect(asks).toHaveLength(1);
  });

  it('a code for no answer is said', async () => {
    const { questions, asks } = await read('miss99.csv');
    expect(questions[0]).toMatchObject({ labels: ['1', '2', '3', '4', '5'], abstentions: 0 });
    expect(questions[0].votes).toHaveLength(21);
    expect(asks.map(({ what }) => what)).toEqual(['Does 99 say that somebody gave no answer?']);
  });

  it('intensities that might be votes are asked about', async () => {
    const { questions, asks } = await read('intensity.csv');
    expect(questions).toEqual([]);
    expect(asks[0]).toMatchObject({ taken: null });
    expect(asks[0].choices.map(({ option }) => option)).toEqual([
      '--layout "label counts"',
      expect.stringMatching(/^--layout long --label "/),
    ]);
  });

  it('an author beside texts of one row each is no rater', async () => {
    expect((await read('user-author.csv')).questions[0]).toMatchObject({ raters: null, origin: 'consensus' });
  });
});

describe('a tool’s file without answers', () => {
  it.each([
    {
      text: 'Kim sang.',
      spans: [{ start: 0, end: 3, label: 'PER' }],
      answer: 'accept',
      _annotator_id: 'kim',
    },
    { id: 1, text: 'Kim sang.', label: [[0, 3, 'PER']] },
    { id: 1, text: 'Kim sang.', entities: [{ label: 'PER', start_offset: 0, end_offset: 3 }], relations: [] },
  ])('is refused where it has spans: %j', async (row) => {
    const file = {
      name: 'spans.jsonl',
      blob: new Blob([`${JSON.stringify(row)}\n${JSON.stringify(row)}\n`]),
    };
    await expect(readAll([file], [])).rejects.toThrow('It annotates words and spans');
  });

  it('is refused, and not read as texts that nobody judged', async () => {
    const row = (at: number) =>
      `${at},kim,7,"[{""task"":""T0"",""value"":null}]","{""3${at}"":{""text"":""We sang, ${at}.""}}",3${at}`;
    const header = 'classification_id,user_name,user_id,annotations,subject_data,subject_ids';
    const file = { name: 'drawn.csv', blob: new Blob([[header, row(1), row(2), ''].join('\n')]) };
    await expect(readAll([file], [])).rejects.toThrow('no answers were found in it');
  });
});

describe('workbooks', () => {
  it.each(['sheet.xlsx', 'sheet.ods'])('%s is read sheet by sheet, below its title', async (name) => {
    const { questions, items, sources } = await read(name);
    expect(items).toHaveLength(3);
    expect(items[0].text).toBe('The bakery closed early, and I missed the last rye loaf.');
    expect(questions[0]).toMatchObject({ name: 'valence', kind: 'ordinal', raters: 2 });
    expect(sources[0].name).toBe(`${name}/Answers.csv`);
    expect(sources[0].layout).toContain('below a title');
  });

  it('give what is read their own names, and not those of sheets', async () => {
    const { dataset } = await readAll([await fixture('tools/sheet.xlsx')], []);
    expect(dataset!.name).toBe('sheet.xlsx');
  });
});
