/**
 * Recomputes the scores of the models that ship, from the shipped files and the data sets' own files, and fails where one
 * misses its bar: `npm run models:check`. The data is looked for in `DISSENSUS_DATA`, by default ../shared/data.
 */
import { existsSync } from 'node:fs';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { annotateTexts } from '../annotate-texts.ts';
import { loadEmbeddedAnnotators, type EmbeddedAnnotators } from '../embedded-annotators.ts';
import { reached, scoreLine, type Score } from './bars.ts';
import { everydayScore } from './everyday-score.ts';
import { MODEL_BARS, type ModelBars } from './model-bars.ts';
import { emotionScores, ratingScores, type Judged } from './classifier-scores.ts';
import { zeroShotScores } from './language-model-scores.ts';
import { readOfficialSplits } from './official-splits.ts';

/** Texts that are answered in batches and one by one, to see that an output depends on its text alone. */
const ALONE = 320;
const BATCH = 32;

const folder = process.env.DISSENSUS_DATA ?? '../shared/data';
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}; set DISSENSUS_DATA to the folder of the data sets.`);
  process.exit(1);
}
const splits = await readOfficialSplits(folder);
let missed = 0;
for (const { model, kind, folder: shipped, files } of EMBEDDED_MODELS) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const annotators = await loadEmbeddedAnnotators(model);
  const scores =
    kind === 'classifier'
      ? await classifier(annotators, MODEL_BARS[model] ?? {})
      : await languageModel(annotators);
  console.log(`\n${model}: ${shipped}, ${(bytes / 1e6).toFixed(2)} MB`);
  for (const score of scores) console.log(scoreLine(score));
  missed += scores.filter((score) => !reached(score)).length;
}
console.log(missed === 0 ? '\nEvery bar is reached.' : `\n${missed} missed.`);
process.exitCode = missed === 0 ? 0 : 1;

async function classifier(annotators: EmbeddedAnnotators, bars: ModelBars): Promise<Score[]> {
  const { goEmotions, emoBank, emoBankRows } = splits;
  const [annotator] = await annotators.of([]);
  const rates = annotator.annotator.questions.some(({ kind }) => kind === 'ordinal');
  const test = await judged(goEmotions.test, annotators);
  return [
    ...emotionScores(await judged(goEmotions.dev, annotators), test, bars.emotion),
    ...(rates ? ratingScores(await judged(emoBank, annotators), emoBankRows, bars.ratings) : []),
    await everydayScore(annotator, bars.everyday),
    await alone(splits.goEmotions.test, annotators),
  ];
}

async function languageModel(annotators: EmbeddedAnnotators): Promise<Score[]> {
  const test = await judged(splits.goEmotions.test, annotators);
  return [...zeroShotScores(test), await alone(splits.goEmotions.test, annotators)];
}

async function judged(dataset: Dataset, annotators: EmbeddedAnnotators): Promise<Judged> {
  return { dataset, predictions: await annotateTexts(dataset, annotators) };
}

async function alone({ texts, questions }: Dataset, annotators: EmbeddedAnnotators): Promise<Score> {
  let value = 0;
  for (const { encode, answer } of await annotators.of(questions.map(({ question }) => question)))
    for (let start = 0; start < ALONE; start += BATCH) {
      const batch = texts.slice(start, start + BATCH).map(encode);
      const together = await answer(batch);
      for (const [place, text] of batch.entries())
        for (const [question, [...single]] of (await answer([text])).entries())
          for (const [label, probability] of single.entries()) {
            const beside = together[question][place * single.length + label];
            value = Math.max(value, Math.abs(probability - beside));
          }
    }
  return {
    name: `A text alone against in a batch of ${BATCH}, ${ALONE} texts`,
    value,
    bar: 1e-5,
    atMost: true,
  };
}
