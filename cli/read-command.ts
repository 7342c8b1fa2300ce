import { extname } from 'node:path';
import { readAll } from '../src/readers/read-all.ts';
import { describeAsk, requireDecided } from '../src/readers/reading-ask.ts';
import { writeAnswers } from '../src/writers/write-answers.ts';
import type { ReadArguments } from './commands.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { openInputs } from './open-inputs.ts';
import { count } from './progress-line.ts';
import { leftOut } from './read-inputs.ts';
import { loadOptions, namedFiles } from './reading-options.ts';
import { checkResultPaths, writeResult } from './result-file.ts';

/**
 * Writes how files are read: as JSON, with what is not certain about it in `asks`, or people's answers as a tidy table, which has
 * no room for a doubt and is not written before everything is said.
 */
export async function readCommand({ files, predictions, out, reading }: ReadArguments): Promise<void> {
  await checkResultPaths([out], [...files, ...predictions, ...namedFiles(reading)]);
  const { dataset, document } = await readAll(
    await openInputs(files),
    await openInputs(predictions),
    await loadOptions(reading),
  );
  for (const ask of document.asks) process.stderr.write(`${describeAsk(ask)}\n`);
  for (const { name, layout, rowsRead, skipped, reasons } of document.sources) {
    process.stderr.write(`${name}: ${layout}, ${count(rowsRead, 'row')} read, ${leftOut(skipped)}\n`);
    for (const { reason, rows } of reasons.slice(0, 5))
      process.stderr.write(`  ${rows.toLocaleString('en')}: ${reason}\n`);
  }
  const extension = extname(out).toLowerCase();
  if (extension !== '.csv' && extension !== '.parquet') {
    await writeResult(out, new Blob([`${JSON.stringify(document)}\n`]));
    return;
  }
  requireDecided(document.asks);
  if (dataset === null || dataset.questions.length === 0)
    throw new NothingUsableError(
      'The files hold no answers of people: there is nothing to write as a table.',
    );
  await writeResult(out, await writeAnswers(extension === '.csv' ? 'csv' : 'parquet', dataset));
}
