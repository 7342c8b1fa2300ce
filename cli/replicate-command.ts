import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Embeddings } from '../src/analysis/paper/lexical-transparency.ts';
import type { PaperInput } from '../src/analysis/paper/paper-input.ts';
import { PAPER_TABLES } from '../src/analysis/paper/paper-row.ts';
import { measuredLabelTexts } from '../src/analysis/paper/transparency-table.ts';
import { textVectors } from '../src/annotators/text-vectors.ts';
import { paperTables } from '../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../src/analysis/paper/shipped-lexicon.ts';
import { textsOf } from '../src/jobs/embedding-scores.ts';
import { paperInput, unjudgedTexts } from '../src/jobs/paper-input.ts';
import { readEmbeddings } from '../src/readers/paper/embeddings-file.ts';
import type { PaperFiles, Unreadable } from '../src/readers/paper/paper-files.ts';
import { readPaperFiles } from '../src/readers/paper/read-paper-files.ts';
import type { ReplicateArguments } from './commands.ts';
import { InputError } from './input-error.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { embedTexts } from './embed-texts.ts';
import { count, withProgress } from './progress-line.ts';
import { openInput, openInputs } from './open-inputs.ts';
import { describe } from './read-inputs.ts';
import { checkGroups } from './replicate/compared-groups.ts';
import { removeEarlierTables } from './replicate/earlier-tables.ts';
import { missingReasons } from './replicate/missing-reasons.ts';
import { paperCsv } from '../src/writers/paper-csv.ts';
import { paperPage } from './replicate/paper-page.ts';
import { readLexicon } from './read-lexicon.ts';
import { checkResultPaths, STANDARD_OUTPUT, writeResult } from './result-file.ts';

/** Writes the paper's tables on files in its form: one long table, a file for each table, and a page to be read. */
export async function replicateCommand({
  files,
  out,
  groups,
  unreadable,
  lexicon,
  embeddings,
  embed,
}: ReplicateArguments): Promise<void> {
  if (out === STANDARD_OUTPUT)
    throw new InputError('replicate writes several files; name a folder with --out.');
  await mkdir(out, { recursive: true }).catch((cause: unknown) => {
    throw new InputError(`The folder ${out} could not be made: ${(cause as Error).message}.`, { cause });
  });
  const results = ['paper.csv', 'paper.html', ...PAPER_TABLES.map((table) => `${table}.csv`)];
  const beside = [lexicon, embeddings].filter((path) => path !== null);
  await checkResultPaths(
    results.map((name) => join(out, name)),
    [...files, ...beside],
  );
  const given = await openInputs(files);
  const brought: Embeddings | null =
    embeddings === null ? null : await readEmbeddings(await openInput(embeddings));
  const words = lexicon === null ? SHIPPED_LEXICON : new Map((await readLexicon(lexicon)).words);
  const read = await withProgress((progress) =>
    readPaperFiles(given, {
      unreadable,
      onProgress: ({ file, rows }) => progress(`Reading ${file}: ${count(rows, 'row')}`),
    }),
  );
  for (const source of read.sources) describe(source);
  const input = paperInput(read);
  requirePeople(input);
  checkGroups(groups, modelsOf(read), input);
  const vectors = embed ? await vectorsOf(input) : brought;
  process.stderr.write('Computing the paper’s tables\n');
  const rows = paperTables(input, { groups, lexicon: words, embeddings: vectors });
  const accounts = read.sources.map(
    ({ name, layout, rowsRead }) => `${name}: ${layout}, ${count(rowsRead, 'row')}`,
  );
  const notes = notesOn(read, unreadable, lexicon);
  for (const note of notes) process.stderr.write(`${note}\n`);
  await writeResult(join(out, 'paper.csv'), new Blob([paperCsv(rows)]));
  const filled = PAPER_TABLES.filter((table) => rows.some((row) => row.table === table));
  for (const table of filled) {
    const own = rows.filter((row) => row.table === table);
    await writeResult(join(out, `${table}.csv`), new Blob([paperCsv(own)]));
  }
  const page = paperPage(rows, {
    files: accounts,
    notes,
    missing: missingReasons(input, rows, vectors !== null),
  });
  await writeResult(join(out, 'paper.html'), new Blob([page]));
  await removeEarlierTables(
    out,
    PAPER_TABLES.filter((table) => !filled.includes(table)),
  );
}

/** @throws {NothingUsableError} if the files hold no people */
function requirePeople(input: PaperInput): void {
  if (input.labels === null && input.ratings === null)
    throw new NothingUsableError(
      'The files hold no answers of people. Name goemotions_annotator_distributions, GoEmotions’ raw rows, emobank_annotator_stats or EmoBank’s individual reader ratings too.',
    );
}

function modelsOf({ labelAnswers, ratingAnswers }: PaperFiles): readonly string[] {
  return [...new Set([...labelAnswers, ...ratingAnswers].map(({ model }) => model))];
}

function notesOn(read: PaperFiles, unreadable: Unreadable, lexicon: string | null): readonly string[] {
  const skipped = read.sources.reduce((sum, source) => sum + source.skipped.length, 0);
  return [
    ...(skipped === 0
      ? []
      : [`Left out: ${count(skipped, 'unusable row')}; the first of each file are named on standard error.`]),
    unreadable === 'neutral'
      ? `Unreadable: ${count(read.unreadable, 'answer')}; one with labels counts as “neutral”, as in the paper (--unreadable failed leaves it out), one with ratings is left out.`
      : `Left out: ${count(read.unreadable, 'unreadable answer')} (--unreadable neutral counts one with labels as “neutral”, as the paper does).`,
    ...unjudgedTexts(read).map(
      ({ model, texts }) =>
        `Left out: answers of ${model} to ${count(texts, 'text')} that nobody judged in these files.`,
    ),
    lexicon === null
      ? 'Words of each label: ours (the paper’s list is another, so that lexicon coverage and what rests on it differ from the paper’s).'
      : `Words of each label: ${basename(lexicon)}.`,
  ];
}

/** @throws {InputError} if no label has texts that are here */
async function vectorsOf({ labels }: PaperInput): Promise<Embeddings> {
  const texts = labels === null ? [] : textsOf(measuredLabelTexts(labels));
  if (texts.length === 0)
    throw new InputError('--embed needs texts that raters gave labels; there are none in these files.');
  return { kind: 'vectors', vectors: await textVectors(texts, await embedTexts(texts)) };
}
