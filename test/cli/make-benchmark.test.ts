import { expect, it } from 'vitest';
import { annotateTexts } from '../../cli/annotate-texts.ts';
import { evenlySpaced, loadModels, makeBenchmark } from '../../cli/benchmarks/make-benchmark.ts';
import { RECIPES } from '../../cli/benchmarks/recipes.ts';
import { withMeasuredTransparency } from '../../src/analysis/transparency/measured-transparency.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { fixture } from '../readers/files.ts';

it('spaces items evenly from the first on', () => {
  expect(evenlySpaced(10, 4)).toEqual([0, 2, 5, 7]);
  expect(evenlySpaced(3, Infinity)).toEqual([0, 1, 2]);
});

it('asks every model that ships and leaves the texts out', async () => {
  const files = await Promise.all(['emobank.csv', 'individual_reader_ratings.csv'].map(fixture));
  const { dataset } = await readFiles(files);
  const recipe = RECIPES.find(({ id }) => id === 'emobank')!;
  const ready = await loadModels();
  const { dataset: bare, models } = await makeBenchmark(recipe, dataset!, ready, Infinity);
  expect(bare.texts).toEqual(await itemTextHashes(dataset!));
  expect(JSON.stringify(bare)).not.toContain(dataset!.texts[0]);
  expect(bare.questions).toEqual(withMeasuredTransparency(dataset!).questions);
  const direct = [];
  for (const { annotators } of ready) direct.push(...(await annotateTexts(dataset!, annotators)));
  expect(models.map(({ predictions }) => predictions)).toEqual(direct);
  expect(models.length).toBeGreaterThanOrEqual(4);
});
