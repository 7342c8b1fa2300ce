import { refuseUnusable } from '../schemas/schemas.ts';
import { unpackFiles } from '../archives/unpack-files.ts';
import type { NamedBlob } from '../named-blob.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { fileHead } from '../tables/file-head.ts';
import { openFile } from '../tables/open-file.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { copiedAnswers, type OpenPredictions } from './copied-answers.ts';
import type { ImportedPredictions, PredictionOptions } from './model-predictions.ts';
import { saidLayout } from './prediction-layout.ts';
import { PredictionReader } from './prediction-reader.ts';
import type { People } from './prediction-account.ts';

/**
 * Reads models' predictions that were made elsewhere and brings them into the order of the people's items (`matchItems`): a
 * table with a probability for each label, or for one of two, in columns or in rows; a table with responses in words, each one
 * sample, in columns for samples, models or questions; or the answers of a model's interface as batches and evaluation tools
 * write them. All may name several models. Files stream: what is kept grows with models x items x labels, not with responses.
 * Several samples of an item make the distribution counts / K.
 *
 * In a batch's output the probabilities of the first token are used where they say which label (`firstTokenDistribution`),
 * otherwise the content is read as any response (`AnswerReader`). A `custom_id` that no item has, but for a number at its
 * end (`id-3`, `id_3`, `id:3`, `id#3`, `id/3`), is a sample of the item without it.
 * @throws UnreadableFileError if a file is none of these, or no row of it names an item; `LabelMismatchError`,
 * `UndecidedQuestionError` or `UndecidedReadingError` if a person must say which label, question or reading is meant; the
 * signal's reason if cancelled
 */
export async function readPredictions(
  given: readonly NamedBlob[],
  people: People,
  options: PredictionOptions = {},
): Promise<ImportedPredictions> {
  const files = await unpackFiles(given, options.leaveOut);
  const progress = new ReadingProgress(files, options);
  const reader = new PredictionReader(people, options);
  const opened: OpenPredictions[] = [];
  for (const file of files) {
    const open = await openFile(await fileHead(file), progress);
    refuseUnusable(open.head);
    const layout = saidLayout(
      open.head,
      people.questions.map(({ question }) => question),
    );
    if (layout === null)
      throw new UnreadableFileError(
        file.name,
        'It holds no predictions. Looked for: a column of ids or texts with a column of probabilities for each label (of two labels one is enough), or with a ' +
          'column of responses (named response, output or prediction); or a batch’s output with custom_id and response. ' +
          `Found the columns ${open.head.columns
            .slice(0, 12)
            .map((name) => `"${excerpt(name, 40)}"`)
            .join(', ')}.`,
      );
    opened.push({ open, layout });
  }
  const copies = await copiedAnswers(opened);
  for (const { open, layout } of opened) if (!copies.has(open.head.file)) await reader.read(open, layout);
  progress.report();
  const imported = reader.finish();
  return { ...imported, sources: [...copies.values(), ...imported.sources] };
}
