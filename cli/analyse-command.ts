import { reportDocument } from '../src/analysis/report-document.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { compareSlices } from '../src/analysis/compare-slices.ts';
import { sliced, sliceNamed, type Sliced } from '../src/analysis/slice.ts';
import { sliceWords } from '../src/analysis/slice-words.ts';
import type { AnalysisInputs } from '../src/analysis/tasks.ts';
import type { Dataset, RaterRule } from '../src/judgments/dataset.ts';
import { embeddingScores, textsToEmbed } from '../src/jobs/embedding-scores.ts';
import { knownOfItems } from '../src/jobs/known-of-items.ts';
import { resultTable } from '../src/jobs/result-table.ts';
import { TableTooLargeError, writeTable } from '../src/writers/write-table.ts';
import { analyseOnThreads } from './analysis-threads.ts';
import type { AnalyseArguments } from './commands.ts';
import { seenFiles } from './declared-seen.ts';
import { gatherJudgments, type GatheredJudgments } from './gather-judgments.ts';
import { embedTexts } from './embed-texts.ts';
import { InputError } from './input-error.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { count, withProgress } from './progress-line.ts';
import { readLexicon } from './read-lexicon.ts';
import { namedFiles } from './reading-options.ts';
import { checkResultPaths, writeResult } from './result-file.ts';

/**
 * Writes the report that the page shows, for the people's judgments in the files and the models asked for; and the table that
 * the page has to download, where one is wanted.
 */
export async function analyseCommand({
  files,
  models,
  predictions,
  out,
  table,
  seed,
  epsilon,
  thresholds,
  moreRaters,
  reading,
  seen,
  slice,
  compare,
  embed,
  lexicon,
}: AnalyseArguments): Promise<void> {
  await checkResultPaths(table ? [out, table.path] : [out], [
    ...files,
    ...predictions,
    ...seenFiles(seen),
    ...namedFiles(reading),
    ...(lexicon === null ? [] : [lexicon]),
  ]);
  const words = lexicon === null ? null : await readLexicon(lexicon);
  const { dataset, judgments } = await gatherJudgments({ files, models, predictions, reading, seen });
  if (dataset.questions.length === 0 && judgments.length === 0)
    throw new NothingUsableError(
      'The files hold texts alone: nobody has judged them and no model has. Name a file of answers, or a model with --model.',
    );
  const whole = moreRaters === null ? dataset : withRule(dataset, moreRaters);
  const part = slice === undefined ? null : sliceOf(whole, judgments, '--slice', slice);
  const other = compare === undefined ? null : sliceOf(whole, judgments, '--compare', compare);
  const judged = {
    ...(part ?? { dataset: whole, predictions: judgments }),
    settings: { ...DEFAULT_SETTINGS, seed, epsilon, thresholds },
    ...(words && { lexicon: words }),
  };
  const inputs = embed ? await withEmbeddingScores(judged) : judged;
  process.stderr.write(
    `Comparing people and models${part === null ? '' : `, ${sliceWords(part.slice)}`}${other === null ? '' : `, beside ${sliceWords(other.slice)}`}\n`,
  );
  const report = await withProgress((say) =>
    analyseOnThreads(inputs, (_, { done, total }) =>
      say(`Comparing: ${done.toLocaleString('en')} of ${count(total, 'step')}`),
    ),
  );
  const slices = other && { slices: compareSlices(inputs, other) };
  await writeResult(out, new Blob([reportDocument({ ...report, ...slices })]));
  if (table) await writeResults(table, inputs, whole);
}

/** @throws {InputError} if no label has texts that are here */
async function withEmbeddingScores(inputs: AnalysisInputs): Promise<AnalysisInputs> {
  const texts = textsToEmbed(inputs);
  if (texts.length === 0)
    throw new InputError('--embed needs texts that raters gave labels; there are none in these files.');
  return { ...inputs, embeddingScores: await embeddingScores(inputs, await embedTexts(texts)) };
}

async function writeResults(
  { path, format, texts }: NonNullable<AnalyseArguments['table']>,
  { dataset, predictions, settings }: AnalysisInputs,
  whole: Dataset,
): Promise<void> {
  const known = knownOfItems(whole, dataset.ids, texts);
  const choice = { withTexts: texts, calibrated: true };
  const results = resultTable(dataset, predictions, settings, choice, known);
  try {
    await writeResult(path, await writeTable(format, results));
  } catch (error) {
    throw error instanceof TableTooLargeError ? new InputError(`--table: ${error.message}`) : error;
  }
}

/** @throws {InputError} if there is no such slice */
function sliceOf(
  dataset: Dataset,
  judgments: GatheredJudgments['judgments'],
  option: string,
  said: string,
): Sliced {
  try {
    return sliced(dataset, judgments, sliceNamed(dataset, said));
  } catch (error) {
    throw error instanceof RangeError ? new InputError(`${option}: ${error.message}`) : error;
  }
}

/** The data set with another rule for more raters on every question that raters answered. */
function withRule(dataset: Dataset, rule: RaterRule | 'none'): Dataset {
  const questions = dataset.questions.map(({ moreRaters: _, ...annotated }) => ({
    ...annotated,
    ...(rule !== 'none' && annotated.origin === 'raters' && { moreRaters: rule }),
  }));
  return { ...dataset, questions };
}
