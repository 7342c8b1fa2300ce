import packageFile from '../package.json' with { type: 'json' };
import reportSchema from '../src/analysis/report.schema.json' with { type: 'json' };
import { AnnotationError } from '../src/annotators/annotate.ts';
import { ModelFileError } from '../src/annotators/model-files.ts';
import { UnreadableFileError } from '../src/readers/unreadable-file.ts';
import { analyseCommand } from './analyse-command.ts';
import { annotateCommand } from './annotate-command.ts';
import { parseArguments } from './arguments.ts';
import { applyCommand, fitCommand } from './calibrate-command.ts';
import { InputError } from './input-error.ts';
import { isClosedPipe } from './result-file.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { readCommand } from './read-command.ts';
import { replicateCommand } from './replicate-command.ts';
import { UsageError } from './usage-error.ts';
import { USAGE } from './usage.ts';

const FAILURES = [InputError, UnreadableFileError, ModelFileError, AnnotationError];

/** Runs one command as this process, with its exit status. */
export async function run(args: readonly string[]): Promise<void> {
  // Whoever reads the output, such as `head`, may have read enough: that is no failure, and what goes to files is written all the same.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
    });
  process.exitCode = await main(args);
}

/**
 * Runs one command and says on standard error how it goes.
 * @param args the command line after the program's name
 * @returns the exit status: 0; 1 where a file cannot be read or written, or a model fails; 2 where the command line is wrong; 3 where
 * the files were read and nothing in them can be used
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const command = parseArguments(args);
    if (command.name === 'help') process.stdout.write(USAGE);
    else if (command.name === 'version') process.stdout.write(`${packageFile.version}\n`);
    else if (command.name === 'schema') process.stdout.write(`${JSON.stringify(reportSchema, null, 2)}\n`);
    else if (command.name === 'analyse') await analyseCommand(command);
    else if (command.name === 'annotate') await annotateCommand(command);
    else if (command.name === 'read') await readCommand(command);
    else if (command.name === 'replicate') await replicateCommand(command);
    else if (command.name === 'fit') await fitCommand(command);
    else await applyCommand(command);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`dissensus: ${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (FAILURES.some((failure) => error instanceof failure)) {
      process.stderr.write(`dissensus: ${(error as Error).message}\n`);
      return error instanceof NothingUsableError ? 3 : 1;
    }
    throw error;
  }
}
