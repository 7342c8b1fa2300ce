import { expect, it } from 'vitest';
import { analyseWith, type Performer } from '../../src/analysis/analyse.ts';
import { perform, studiesOf } from '../../src/analysis/tasks.ts';
import { CASES } from '../reference/case.ts';
import { FEW_DRAWS } from './few-draws.ts';

it('shows models in their order from the first on, however long the first takes', async () => {
  const [{ dataset, models }] = CASES;
  const inputs = { dataset, predictions: models, settings: FEW_DRAWS };
  const names = models.map(({ annotator }) => annotator.model);
  expect(names.length).toBeGreaterThan(1);
  const studies = studiesOf(inputs);
  let firstIsDone = () => {};
  const othersAreDone = new Promise<void>((settle) => (firstIsDone = settle));
  const slow: Performer = async (task, row) => {
    if (task.section === 'first' && task.question === 0 && task.model === 0) await othersAreDone;
    return perform(task, studies, { dataset }, row);
  };
  const shown: string[][] = [];
  let steps = 0;
  await analyseWith([slow, slow], inputs, (report) => {
    const rows = report().questions[0].models.filter(({ reference }) => !reference);
    shown.push([...new Set(rows.map(({ model }) => model))]);
    if (++steps === models.length) firstIsDone();
  });
  expect(shown.filter((some) => some.length > 0 && some[0] !== names[0])).toEqual([]);
  expect(shown[0]).toEqual([]);
  expect(shown.at(-1)).toEqual(names);
});
