import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';
import { file } from './files.ts';

const NAMES = ['constructor', '__proto__', 'toString'];
const ITEMS = [...Array(12).keys()];

/** Names that files may have and every object of JavaScript has too. */
describe.each(NAMES)('a name that every object has: %s', (name) => {
  it('may be that of a question of Argilla’s', async () => {
    const records = ITEMS.map((item) => {
      const responses = ['kim', 'lee'].map(
        (rater) =>
          `{"user_id": "${rater}", "status": "submitted", "values": {"${name}": {"value": "${['joy', 'fear'][item % 2]}"}}}`,
      );
      return `{"id": "t${item}", "fields": {"text": "Text number ${item}"}, "responses": [${responses.join()}]}`;
    });
    const { dataset } = await readFiles([file('argilla.jsonl', records.join('\n'))]);
    expect(dataset!.questions.map(({ question }) => [question.name, question.labels])).toEqual([
      [name, ['fear', 'joy']],
    ]);
  });

  it('may be that of a column of probabilities for texts that nobody judged', async () => {
    const texts = ['id,text', ...ITEMS.map((item) => `t${item},Text number ${item}`)];
    const shares = [
      `id,${name},joy`,
      ...ITEMS.map((item) => `t${item},${['0.25,0.75', '0.75,0.25'][item % 2]}`),
    ];
    const { dataset } = await readFiles([file('texts.csv', texts.join('\n'))]);
    const { judgments } = await readPredictions([file('model.csv', shares.join('\n'))], dataset!);
    expect(judgments.map(({ question, answered }) => [[...question.labels].sort(), answered.length])).toEqual(
      [[[name, 'joy'].sort(), ITEMS.length]],
    );
  });
});
