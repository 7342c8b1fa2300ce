import { describe, expect, it } from 'vitest';
import type { ModelJudgments } from '../../../src/analysis/model-judgments.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { VotesBuilder } from '../../../src/judgments/votes.ts';
import { LabelMismatchError } from '../../../src/readers/predictions/label-mismatch.ts';
import type { PredictionOptions } from '../../../src/readers/predictions/model-predictions.ts';
import { readPredictions } from '../../../src/readers/predictions/read-predictions.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const emotion: Question = {
  kind: 'categorical',
  id: 'emotion',
  name: 'emotion',
  labels: ['joy', 'fear', 'very-sad'],
};
const scale = (name: string): Question => ({
  kind: 'ordinal',
  id: `${name}-reader`,
  name,
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
});

function people(...questions: Question[]) {
  return {
    ids: ['a', 'b', 'c'],
    texts: ['A', 'B', 'C'],
    questions: questions.map((question) => ({
      question,
      votes: new VotesBuilder().build(3),
      origin: 'raters' as const,
    })),
  };
}

async function read(content: string, options: PredictionOptions = {}, questions = [emotion], name = 'm.csv') {
  const result = await readPredictions([file(name, content)], people(...questions), options);
  const [source] = result.sources.filter((one) => one.kind === 'answers');
  expect(source.rowsRead).toBe(
    source.rowsUsed + source.rowsFailed + source.rowsUnmatched + source.skipped.length,
  );
  return {
    ...result,
    source,
    skipped: source.skipped.map(({ line, reason }) => `${line} ${reason}`),
    models: result.judgments.map(({ annotator, question, answered, distributions, samples }) => ({
      model: annotator.model,
      question: question.id,
      answered: [...answered],
      rows: rows(distributions, question.labels.length),
      samples: samples && [...samples],
    })),
  };
}

function rows(values: Float32Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) =>
    [...values.slice(row * width, (row + 1) * width)].map((value) => Math.round(value * 1000) / 1000),
  );
}

it('texts that differ in white space alone are the same, as they are where rows are matched by them', async () => {
  const judged = { ...people(emotion), texts: ['A  long\ntext', 'B', 'C'] };
  const content = 'id,text,response\na,A long text,joy\nb,Another one,joy\nc,C,fear\n';
  const { sources } = await readPredictions([file('m.csv', content)], judged);
  expect(sources[0].skipped.map(({ line }) => line)).toEqual([3]);
});

describe('probabilities', () => {
  it('are what the analysis takes', async () => {
    const judgments: readonly ModelJudgments[] = (await read('id,joy,fear,very_sad\na,1,0,0\n')).judgments;
    expect(judgments[0].samples).toBeUndefined();
  });

  it('are joined by id, several models in one file, labels by name', async () => {
    const csv =
      'P_Very Sad,id,prob_joy,model,p(fear)\n0.25,c,0.5,m1,0.25\n0,a,1,m1,0\n1,a,0,m2,0\n0.5,zz,0.5,m2,0\n0.5,zz,0.5,m1,0\n';
    const { models, unmatched, source, judgments } = await read(csv);
    expect(models).toEqual([
      {
        model: 'm1',
        question: 'emotion',
        answered: [1, 0, 1],
        rows: [
          [1, 0, 0],
          [0, 0, 0],
          [0.5, 0.25, 0.25],
        ],
        samples: undefined,
      },
      {
        model: 'm2',
        question: 'emotion',
        answered: [1, 0, 0],
        rows: [
          [0, 0, 1],
          [0, 0, 0],
          [0, 0, 0],
        ],
        samples: undefined,
      },
    ]);
    expect(unmatched).toEqual(['zz']);
    expect(source).toMatchObject({ rowsRead: 5, rowsUsed: 3, rowsUnmatched: 2 });
    expect(judgments[0].annotator).toMatchObject({
      revision: source.sha256.slice(0, 16),
      method: { name: 'imported', parameters: { from: 'probabilities' } },
    });
  });

  it('go by the exact name of a label before any name like it', async () => {
    const labels = ['a-b', 'a_b', 'P_x', 'x'];
    const questions: Question[] = [{ kind: 'categorical', id: 'q', name: 'q', labels }];
    const { models } = await read('id,a_b,a-b,x,P_x\na,0.1,0.2,0.3,0.4\n', {}, questions);
    expect(models[0].rows[0]).toEqual([0.2, 0.1, 0.4, 0.3]);
  });

  it('are divided by their sum and counted, or rejected with their line', async () => {
    const csv =
      'id,joy,fear,very_sad\na,2,1,1\nb,-0.1,0.6,0.5\nb,NaN,0.5,0.5\nb,,0.5,0.5\nb,0,0,0\nb,1e999,0,0\nb,,,\nc,0.3,0.3,0.4004\nc,1,0,0\n';
    const { models, skipped, source, failures } = await read(csv);
    expect(models[0].rows).toEqual([
      [0.5, 0.25, 0.25],
      [0, 0, 0],
      [0.3, 0.3, 0.4],
    ]);
    expect(skipped).toEqual([
      '3 The column "joy" holds "-0.1"; a probability is expected.',
      '4 The column "joy" holds "NaN"; a probability is expected.',
      '5 The column "joy" holds ""; a probability is expected.',
      '6 The probabilities sum to 0.',
      '7 The column "joy" holds "1e999"; a probability is expected.',
      '10 The id "c" stands in an earlier row of this model.',
    ]);
    expect(source).toMatchObject({ renormalised: 1, rowsUsed: 2, rowsFailed: 1 });
    expect(failures.first).toMatchObject([
      { line: 8, id: 'b', model: 'm', reason: 'The row has no probabilities.' },
    ]);
  });

  describe('of one of two labels', () => {
    const sarcasm: Question = { kind: 'categorical', id: 'sarcasm', name: 'sarcasm', labels: ['no', 'yes'] };

    it('leave the rest to the other', async () => {
      const { models, source } = await read('id,p_yes\na,0.25\nb,1\nc,1.5\n', {}, [sarcasm]);
      expect(models[0]).toMatchObject({
        answered: [1, 1, 0],
        rows: [
          [0.75, 0.25],
          [0, 1],
          [0, 0],
        ],
      });
      expect(source.skipped).toMatchObject([
        { reason: 'The column "p_yes" holds "1.5"; a probability from 0 to 1 is expected.' },
      ]);
    });

    it('must say which one it is', async () => {
      const csv = 'id,probability\na,0.25\n';
      const error = await read(csv, {}, [sarcasm]).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(LabelMismatchError);
      expect(error).toMatchObject({ missing: ['no', 'yes'], extra: ['probability'] });
      const said = await read(csv, { labels: { probability: 'no' } }, [sarcasm]);
      expect(said.models[0].rows[0]).toEqual([0.25, 0.75]);
    });

    it('answer no question of more labels', async () => {
      await expect(read('id,joy\na,0.25\n')).rejects.toThrow(
        'It has one column of probabilities, "joy", which is enough only for a question with two labels',
      );
    });
  });

  it('whose columns are not the labels say how they differ, and take a mapping', async () => {
    const csv = 'id,happy,fear,sad\na,0.5,0.25,0.25\n';
    const error = await read(csv).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(LabelMismatchError);
    expect(error).toMatchObject({
      question: emotion,
      columns: ['happy', 'fear', 'sad'],
      missing: ['joy', 'very-sad'],
      extra: ['happy', 'sad'],
      message:
        'm.csv: Its columns do not match the labels of the question "emotion". No column is named for the labels "joy", ' +
        '"very-sad". The columns "happy", "sad" are named for none of the people\'s labels. Say which column stands for which label, on the command line with --labels FILE.',
    });
    expect((await read(csv, { labels: { happy: 'joy', sad: 'very-sad' } })).models[0].rows[0]).toEqual([
      0.5, 0.25, 0.25,
    ]);
    expect((await read(csv, { labels: { happy: 'joy', sad: null } })).models[0].rows[0]).toEqual([
      0.667, 0.333, 0,
    ]);
    expect((await read(csv, { labels: { happy: 'joy', sad: 'joy' } })).models[0].rows[0]).toEqual([
      0.75, 0.25, 0,
    ]);
  });

  it('do not lose a label that the people do not have', async () => {
    const csv = 'id,joy,fear,very sad,disgust\na,0.5,0.125,0.125,0.25\nb,0.1,0.1,0.1,0.7\n';
    await expect(read(csv)).rejects.toMatchObject({ missing: [], extra: ['disgust'] });
    expect((await read(csv, { labels: { disgust: null } })).source.renormalised).toBe(2);
    const other = 'id,joy,fear,very sad,entropy\na,0.5,0.25,0.25,0.9\n';
    expect((await read(other)).models[0].rows[0]).toEqual([0.5, 0.25, 0.25]);
  });

  it('answer several questions where the columns name them, and otherwise ask which', async () => {
    const questions = [scale('valence'), scale('arousal')];
    const both = 'id,valence_1,valence_2,valence_3,arousal_1,arousal_2,arousal_3\na,0,0,1,1,0,0\n';
    expect((await read(both, {}, questions)).models).toMatchObject([
      {
        question: 'valence-reader',
        rows: [
          [0, 0, 1],
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
      {
        question: 'arousal-reader',
        rows: [
          [1, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
    ]);
    const bare = 'id,p_1,p_2,p_3\na,0,0,1\n';
    await expect(read(bare, {}, questions)).rejects.toMatchObject({ name: 'UnreadableFileError', questions });
    expect((await read(bare, { question: 'arousal-reader' }, questions)).models).toMatchObject([
      { question: 'arousal-reader' },
    ]);
  });
});

describe('responses', () => {
  it('are counted by model, with failures counted and listed', async () => {
    const csv =
      'model,id,response\nx,a,Joy\nx,a,"I feel joy, joy!"\nx,a,fear\nx,a,joy or fear\nx,b,no idea\nx,zz,joy\ny,a,**Very_sad**\n,c,joy\n';
    const { models, failures, unmatched, source } = await read(csv);
    expect(models).toEqual([
      {
        model: 'x',
        question: 'emotion',
        answered: [1, 0, 0],
        rows: [
          [0.667, 0.333, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
        samples: [3, 0, 0],
      },
      {
        model: 'y',
        question: 'emotion',
        answered: [1, 0, 0],
        rows: [
          [0, 0, 1],
          [0, 0, 0],
          [0, 0, 0],
        ],
        samples: [1, 0, 0],
      },
      {
        model: 'm',
        question: 'emotion',
        answered: [0, 0, 1],
        rows: [
          [0, 0, 0],
          [0, 0, 0],
          [1, 0, 0],
        ],
        samples: [0, 0, 1],
      },
    ]);
    expect(failures.count).toBe(2);
    expect([...failures.byModel]).toEqual([['x', 2]]);
    expect(failures.first).toEqual([
      {
        file: 'm.csv',
        line: 5,
        id: 'a',
        model: 'x',
        text: 'joy or fear',
        reason: 'The answer names 2 labels.',
      },
      { file: 'm.csv', line: 6, id: 'b', model: 'x', text: 'no idea', reason: 'The answer names no label.' },
    ]);
    expect(unmatched).toEqual(['zz']);
    expect(source).toMatchObject({ rowsRead: 8, rowsUsed: 5, rowsFailed: 2, rowsUnmatched: 1 });
  });

  it('may be lists of labels if the caller says so, and JSON Lines', async () => {
    const lines = '{"id": "a", "output": "joy, fear"}\n{"id": "a", "output": "joy"}\n';
    expect((await read(lines, { multiLabel: true })).models[0]).toMatchObject({
      rows: [
        [0.75, 0.25, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      samples: [2, 0, 0],
    });
  });

  it('of an item whose text is another one are left out', async () => {
    const { skipped } = await read('id,text,response\na,A,joy\nb,Other,joy\n');
    expect(skipped).toEqual(['3 The text with the id "b" is another one in the people\'s file.']);
  });

  it('of an item whose text is not here go by the id', async () => {
    const bare = { ...people(emotion), withoutText: Uint8Array.of(0, 1, 1) };
    const rows = 'id,text,response\na,Other,joy\nb,Other,joy\n';
    const { sources, judgments } = await readPredictions([file('m.csv', rows)], bare);
    expect(sources[0].skipped.map(({ line }) => line)).toEqual([2]);
    expect([...judgments[0].answered]).toEqual([0, 1, 0]);
  });

  it('keep the first hundred failures and count all', async () => {
    const { failures } = await read(`id,response\n${`a,${'?'.repeat(300)}\n`.repeat(250)}a,joy\n`);
    expect([failures.count, failures.first.length, failures.first[0].text.length]).toEqual([250, 100, 200]);
  });
});

describe('a batch’s output', () => {
  const line = (id: string, content: string, extra: object = {}, model = 'gpt') =>
    JSON.stringify({
      id: 'batch_req_1',
      custom_id: id,
      response: {
        status_code: 200,
        body: { model, choices: [{ index: 0, message: { role: 'assistant', content }, ...extra }] },
      },
      error: null,
    });
  const top = (...tokens: [string, number][]) => ({
    logprobs: {
      content: [
        {
          token: tokens[0][0],
          logprob: -0.1,
          top_logprobs: tokens.map(([token, p]) => ({ token, logprob: Math.log(p) })),
        },
        { token: '!', logprob: 0, top_logprobs: [{ token: '!', logprob: 0 }] },
      ],
    },
  });

  it('is read by content, by sample numbers, and with its errors counted', async () => {
    const lines = [
      line('a', 'Joy.'),
      line('a-1', 'fear'),
      line('b', 'dunno'),
      line('zz-1', 'joy'),
      JSON.stringify({ custom_id: 'c', response: null, error: { code: 'x', message: 'too long' } }),
      JSON.stringify({ custom_id: 'c', response: { status_code: 500, body: {} } }),
      JSON.stringify({ custom_id: 'c', response: { status_code: 200, body: { model: 'gpt' } } }),
      '{"response": {}}',
      '{"cut',
    ].join('\n');
    const { models, failures, unmatched, skipped } = await read(lines, {}, [emotion], 'out.jsonl');
    expect(models).toMatchObject([
      {
        model: 'gpt',
        answered: [1, 0, 0],
        rows: [
          [0.5, 0.5, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
        samples: [2, 0, 0],
      },
    ]);
    expect(failures.first.map(({ line: at, reason }) => `${at} ${reason}`)).toEqual([
      '3 The answer names no label.',
      '5 The request failed: too long',
      '6 The request failed with status 500.',
      '7 The response has no choices.',
    ]);
    // Requests that failed name no model; all others name one.
    expect([...failures.byModel]).toEqual([['gpt', 4]]);
    expect(unmatched).toEqual(['zz-1']);
    expect(skipped).toEqual(['8 The key "custom_id" is missing.', '9 The line is not a JSON object.']);
  });

  it('gives the first token’s probabilities where they tell the labels apart', async () => {
    const lines = [
      line('a', 'joy', top(['joy', 0.6], [' Fear', 0.2], ['The', 0.1])),
      line('b', 'joy', top(['The', 0.7], ['joy', 0.3])),
    ].join('\n');
    expect((await read(lines)).models).toMatchObject([
      {
        rows: [
          [0.75, 0.25, 0],
          [1, 0, 0],
          [0, 0, 0],
        ],
        samples: [0, 1, 0],
      },
    ]);
  });

  it('counts every choice of a response', async () => {
    const choices = ['joy', 'fear', 'both', 'joy'].map((content) => ({ message: { content } }));
    const json = JSON.stringify({ custom_id: 'a', response: { status_code: 200, body: { choices } } });
    const { models, failures, source } = await read(json);
    expect(models).toMatchObject([{ model: 'm', samples: [3, 0, 0] }]);
    expect([failures.count, source.rowsUsed]).toEqual([1, 1]);
  });
});

describe('together with the people’s files', () => {
  const votes = file('people.csv', 'id,text,rater,label\na,A,R,joy\na,A,S,fear\nb,B,R,joy\n');

  it('predictions are told apart from them, in any order', async () => {
    const { dataset, predictions, mappings } = await readFiles([
      file('bert.csv', 'id,p_joy,p_fear\na,0.9,0.1\nb,0.4,0.6\n'),
      votes,
      file('llm.csv', 'id,response,model\na,joy,l\na,fear,l\n'),
    ]);
    expect(dataset!.ids).toEqual(['a', 'b']);
    expect(mappings.map((one) => one.file)).toEqual(['people.csv']);
    expect(predictions!.judgments.map(({ annotator }) => annotator.model)).toEqual(['bert', 'l']);
    // Columns p_joy and p_fear; the labels were sorted: fear, joy.
    expect(predictions!.judgments[0].distributions[0]).toBeCloseTo(0.1, 3);
    expect(predictions!.sources.map(({ layout }) => layout)).toEqual([
      'model probabilities (a column per label)',
      'model responses (one row per response)',
    ]);
  });

  it('predictions pass their options on', async () => {
    const other = file('bert.csv', 'id,happy,fear\na,0.9,0.1\n');
    await expect(readFiles([votes, other])).rejects.toBeInstanceOf(LabelMismatchError);
    const { predictions } = await readFiles([votes, other], { predictions: { labels: { happy: 'joy' } } });
    expect(predictions!.judgments).toHaveLength(1);
  });

  it('probabilities beside texts that nobody judged answer a question with the labels of their columns', async () => {
    const outcome = await readFiles([
      file('l.csv', 'id,p_joy,p_anger,confidence\na,0.25,0.75,3\nb,0.5,0.5,4\n'),
      file('m.csv', 'id,anger_prob,joy_prob\na,0.1,0.9\nb,0.2,0.8\n'),
      file('t.csv', 'id,text\na,A text\nb,Another\n'),
    ]);
    expect(outcome.dataset!.questions).toEqual([]);
    const question = { id: 'label', name: 'label', kind: 'categorical', labels: ['joy', 'anger'] };
    expect(outcome.predictions!.judgments.map((one) => [one.annotator.model, one.question])).toEqual([
      ['l', question],
      ['m', question],
    ]);
    expect([...outcome.predictions!.judgments[1].distributions].map((share) => share.toFixed(1))).toEqual([
      '0.9',
      '0.1',
      '0.8',
      '0.2',
    ]);
  });

  it('probabilities of points beside texts that nobody judged are on a scale', async () => {
    const { predictions } = await readFiles([
      file('l.csv', 'id,p_1,p_2,p_3\na,0.25,0.5,0.25\nb,0.5,0.25,0.25\n'),
      file('t.csv', 'id,text\na,A text\nb,Another\n'),
    ]);
    expect(predictions!.judgments[0].question).toMatchObject({ kind: 'ordinal', points: [1, 2, 3] });
  });

  it('predictions alone, or in words beside texts that nobody judged, are refused', async () => {
    await expect(readFiles([file('l.csv', 'id,response\na,joy\n')])).rejects.toThrow(
      'l.csv: It holds a model’s predictions. Open it together with',
    );
    await expect(
      readFiles([file('l.csv', 'id,response\na,joy\n'), file('t.csv', 'id,text\na,A\n')]),
    ).rejects.toThrow(
      'the texts have no question that people answered, and it does not say what all labels are',
    );
    // Whose shares they are, nothing says.
    await expect(readFiles([file('t.csv', 'id,text,p_x,p_y\na,A,0.5,0.5\n')])).rejects.toThrow(
      'hold shares that sum to 1, and not how many raters said so. Whose are they?',
    );
  });

  it('a file that is no predictions is refused when it is said to be', async () => {
    await expect(read('name,age\nx,3\n')).rejects.toThrow('m.csv: It holds no predictions.');
    await expect(read('id,response\n')).rejects.toThrow('It holds none below its header.');
    await expect(read('')).rejects.toThrow('The file is empty.');
  });
});

describe('bad input', () => {
  const hostile: Question = {
    kind: 'categorical',
    id: 'q',
    name: 'q',
    labels: ['__proto__', '<b>x</b>', 'שמח', '😀'],
  };

  it('keeps labels, columns and models such as __proto__ and HTML as they are', async () => {
    const csv =
      '\uFEFFid,__proto__,<b>x</b>,שמח,😀,model\r\na,0.5,0.25,0.25,0,__proto__\r\nb,0,0,0,1,<i>m</i>\r\n';
    const { models } = await read(csv, {}, [hostile]);
    expect(models.map(({ model, rows }) => [model, rows[0], rows[1]])).toEqual([
      ['__proto__', [0.5, 0.25, 0.25, 0], [0, 0, 0, 0]],
      ['<i>m</i>', [0, 0, 0, 0], [0, 0, 0, 1]],
    ]);
  });

  it('takes a mapping of a column called __proto__', async () => {
    const csv = 'id,__proto__,fear,very-sad\na,0.5,0.25,0.25\n';
    await expect(read(csv)).rejects.toMatchObject({ missing: ['joy'], extra: ['__proto__'] });
    const labels = Object.fromEntries([['__proto__', 'joy']]);
    expect((await read(csv, { labels })).models[0].rows[0]).toEqual([0.5, 0.25, 0.25]);
    const out = Object.fromEntries([['__proto__', null]]);
    const { models, source } = await read(csv, { labels: out });
    expect(models[0].rows[0]).toEqual([0, 0.5, 0.5]);
    expect(source.renormalised).toBe(1);
  });

  it('reads a byte order mark, CRLF, quoted line breaks, emoji, right-to-left and long responses', async () => {
    const long = `${'well, '.repeat(40_000)}😀`;
    const csv = `\uFEFFid,response\r\na,"שמח\r\n"\r\na,"<b>x</b>"\r\nb,😀 !\r\nb,"${long}"\r\nc,"“__proto__”"\r\n`;
    const { models, failures } = await read(csv, {}, [hostile]);
    expect(failures.count).toBe(0);
    expect(models[0].rows).toEqual([
      [0, 0.5, 0.5, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ]);
    expect(models[0].samples).toEqual([2, 2, 1]);
    const failed = await read(`id,response\na,"${'no '.repeat(70_000)}😀 or שמח"\na,שמח\n`, {}, [hostile]);
    expect(failed.failures.first[0].text.length).toBeLessThanOrEqual(200);
  });

  it('refuses an empty file, and one with a header alone', async () => {
    await expect(read('')).rejects.toThrow('m.csv: The file is empty.');
    await expect(read('id,joy,fear,very-sad\n')).rejects.toThrow('It holds no predictions.');
    await expect(read('id,response\n')).rejects.toThrow('no row of it could be used. It holds none below');
  });
});
