import { expect, test } from 'vitest';
import { useStorePage } from './store-page.ts';

const page = useStorePage();

test('answers that a project’s file brings under a model’s name never become that model’s, and go with their project', async () => {
  const result = await page.tab.evaluate(async () => {
    const store = await tools.openStore();
    const { projects, outputs } = store;
    const dataset = tools.dataset('Gift', ['text 1', 'text 2']);
    const annotator = tools.annotator('a');
    const brought = [{ annotator, ...(await tools.chunk(dataset.texts)) }];
    const id = await tools.keepProject(
      store,
      { dataset, predictions: [], outputs: brought },
      'gift.dissensus',
    );
    const other = await projects.save(tools.dataset('Own', dataset.texts));
    const kept = await projects.predictions(id);
    const [computed] = await tools.loadPredictions(dataset, annotator, outputs);
    const copy = await projects.duplicate(id, 'Copy');
    await projects.remove(id);
    return {
      origins: kept.map(({ annotator: { origin } }) => origin?.file),
      answered: kept.map(({ answered }) => [...answered]),
      elsewhere: await projects.predictions(other),
      computed: [...computed.answered],
      annotators: await outputs.annotators(),
      after: await projects.predictions(id),
      copied: (await projects.predictions(copy)).length,
    };
  });
  expect(result).toEqual({
    origins: ['gift.dissensus'],
    answered: [[1, 1]],
    elsewhere: [],
    computed: [0, 0],
    annotators: [],
    after: [],
    copied: 1,
  });
});
