import { reportDocument } from '../src/analysis/report-document.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { analyseOnThreads } from './analysis-threads.ts';
import type { AnalyseArguments } from './arguments.ts';
import { gatherJudgments } from './gather-judgments.ts';
import { InputError } from './input-error.ts';
import { checkResultPath, writeResult } from './result-file.ts';

/** Writes the report that the page shows, for the people's judgments in the files and the models asked for. */
export async function analyseCommand({
  files,
  models,
  predictions,
  out,
  seed,
  epsilon,
  thresholds,
}: AnalyseArguments): Promise<void> {
  await checkResultPath(out);
  const { dataset, judgments } = await gatherJudgments({ files, models, predictions });
  if (dataset.questions.length === 0 && judgments.length === 0)
    throw new InputError(
      'The files hold texts alone: nobody has judged them and no model has. Name a file of answers, or a model with --model.',
    );
  process.stderr.write('Comparing people and models\n');
  const report = await analyseOnThreads({
    dataset,
    predictions: judgments,
    settings: { ...DEFAULT_SETTINGS, seed, epsilon, thresholds },
  });
  await writeResult(out, new Blob([reportDocument(report)]));
}
