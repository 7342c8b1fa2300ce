import { expect, test } from 'vitest';
import { predictionsPreview } from '../../src/jobs/adding-preview.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { ImportedPredictions } from '../../src/readers/predictions/model-predictions.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';

const file = (name: string, lines: readonly string[]) => ({ name, blob: new Blob([lines.join('\n')]) });

test('what is said before a model is added names the answers that are no label of people’s', async () => {
  const people = ['id,text,rater,label'];
  for (let text = 0; text < 12; text++)
    for (const rater of ['r1', 'r2'])
      people.push(`t${text},Text number ${text},${rater},${['Worry', 'Hope'][text % 2]}`);
  const { dataset } = await readFiles([file('people.csv', people)]);
  const answers = Array.from(
    { length: 12 },
    (_, text) => `t${text},${text % 2 ? 'Hope' : text === 0 ? 'Dread' : 'Worries about it'}`,
  );
  const imported = await readPredictions([file('model.csv', ['id,response', ...answers])], dataset!);
  const { failed, models, unknown } = predictionsPreview(dataset!, imported);
  expect(failed).toEqual({ count: 6, first: ['Worries about it', 'Dread'] });
  expect(models).toEqual([{ model: 'model', question: 'label', answers: 6 }]);
  // Those that come more often are first.
  expect(unknown.map(({ file: name, extra }) => [name, extra])).toEqual([
    ['model.csv', ['Worries about it', 'Dread']],
  ]);
});

test('an answer of a model that is cut says so, and no sign is cut in half', () => {
  const long = `I think that they feel ${'so '.repeat(5)}🙂🙂🙂`;
  const imported = {
    judgments: [],
    failures: { count: 2, first: ['two\nlines', long].map((text) => ({ text })) },
    unmatched: [],
    newTexts: new Map(),
    sources: [],
    asks: [],
  } as unknown as ImportedPredictions;
  const { failed } = predictionsPreview({ ids: [] } as unknown as Dataset, imported);
  expect(failed.first).toEqual(['two lines', 'I think that they feel so so so so so 🙂…']);
});
