import type { AnnotationsFile } from '../judgments/source-file.ts';
import type { ImportedAnnotations } from '../readers/annotations/imported-annotations.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { joinAnnotations } from '../readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../readers/annotations/texts-of-annotations.ts';
import { listedLosses } from '../readers/predictions/listed-losses.ts';
import { newTextsAsk, withNewTexts, type NewText } from '../readers/predictions/new-texts.ts';
import { readPredictions } from '../readers/predictions/read-predictions.ts';
import { readFiles } from '../readers/read-files.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import { answersFromFile } from '../store/answers-from-file.ts';
import type { Store } from '../store/store.ts';
import { alikeFiles } from './alike-files.ts';
import { addedFilesPreview, correctionPreview } from './adding-preview.ts';
import { derivedAgain } from './derived-again.ts';
import { keepBroughtPrompts } from './keep-brought-prompts.ts';
import { earlierFiles } from './earlier-files.ts';
import { isChangeable, isSaidOf, rememberFiles } from './kept-files.ts';
import { isIn } from './part-of-file.ts';
import { kept, named, type Kept, type OnPreview, type ReadRequest } from './reading.ts';

/**
 * Reads files and keeps what they hold as a project: all of it in one transaction, or nothing.
 * @param onPreview of what it comes to, where files are added to the project that the reading replaces
 * @throws ProjectChangedError if the project that it replaces was changed meanwhile; UnreadableFileError, or another error of the readers; {@link file://./reading.ts} turns those that a person can
 * mend into results
 */
export async function keepReading(
  store: Store,
  request: ReadRequest,
  onProgress: (progress: ReadProgress) => void,
  onPreview?: OnPreview,
): Promise<Kept> {
  const { predictionFiles, mappings, answers, replaces, leaveOut = [], added = 0 } = request;
  const asOf = request.asOf ?? (replaces === null ? undefined : await store.parts.changes(replaces));
  const fresh = request.files.slice(request.files.length - added);
  const earlier = await earlierFiles(request.files.slice(0, request.files.length - added), fresh);
  const files = request.files.filter((file) => !earlier.includes(file));
  const readAll = async (newTexts: readonly NewText[]) => {
    const outcome = await readFiles(named(files), {
      mappings,
      predictions: answers,
      whose: answers.whose,
      dates: answers.dates,
      studies: answers.studies,
      newTexts,
      leaveOut,
      onProgress,
    });
    const dataset = outcome.dataset ?? withNewTexts(textsOfAnnotations(outcome.annotations), newTexts);
    const imports = outcome.predictions ? [outcome.predictions] : [];
    if (predictionFiles.length > 0)
      imports.push(
        await readPredictions(named(predictionFiles), dataset, { ...answers, leaveOut, onProgress }),
      );
    return { outcome, dataset, imports };
  };
  const first = await readAll([]);
  const wanted = first.imports
    .flatMap(({ newTexts }) => [...newTexts])
    .filter(([file]) => answers.newTexts?.[file] === 'add');
  const { outcome, dataset, imports } =
    wanted.length > 0 ? await readAll(wanted.flatMap(([, texts]) => texts)) : first;
  const newTexts = wanted.flatMap(([file, { length }]) => newTextsAsk(file, length, 'added'));
  const joined = outcome.annotations.map((imported) => ({ imported, ...joinAnnotations(dataset, imported) }));
  const annotations = joined.map(({ imported, unmatched }) => withUnmatched(imported.source, unmatched));
  const elsewhere = imports.flatMap(listedLosses);
  const sources = [...dataset.sources, ...oncePerFile(annotations), ...elsewhere];
  const brought: Predictions[][] = [];
  for (const [name, read] of byFile(joined))
    brought.push(await answersFromFile(store.outputs, dataset, read, name));
  const judgments = [...imports.flatMap((one) => one.judgments), ...brought.flat()];
  const whole = { ...dataset, sources };
  for (const { source, prompt, annotator } of outcome.annotations)
    if (prompt) await keepBroughtPrompts(source.name, [prompt], [annotator]);
  let project = replaces;
  if (project === null) project = await store.projects.save(whole, judgments);
  else {
    const before = await store.parts.all(project);
    const names = (some: readonly File[]) => some.map(({ name }) => name);
    const others = request.files.slice(0, request.files.length - added);
    const alike =
      onPreview && earlier.length === 0
        ? await alikeFiles(before.dataset, whole, others, fresh, { mappings: outcome.mappings, leaveOut })
        : [];
    const asks = outcome.asks.filter(({ file }) => fresh.some(({ name }) => isIn(file, name)));
    const replace = await onPreview?.(
      earlier.length > 0
        ? correctionPreview(before.dataset, whole, names(fresh), names(earlier))
        : addedFilesPreview(before.dataset, whole, names(fresh), { alike, asks }),
    );
    if (replace && alike.length > 0) {
      const gone = others.filter(({ name }) => alike.some((one) => one.earlier === name));
      const stay = outcome.mappings.filter(({ file }) => !gone.some(({ name }) => isIn(file, name)));
      const instead = {
        ...request,
        files: request.files.filter((file) => !gone.includes(file)),
        mappings: mappings.filter((said) => stay.some((one) => isSaidOf(said, one))),
        added: 0,
        asOf,
      };
      return await keepReading(store, instead, onProgress);
    }
    // Beside the earlier ones they come to something else.
    if (earlier.length > 0 && !replace)
      return await keepReading(store, { ...request, added: 0, asOf }, onProgress);
    const again = await derivedAgain(before, whole);
    await store.projects.replace(project, whole, [...judgments, ...again], asOf);
  }
  const made = new Set(elsewhere.map(({ name }) => name));
  await rememberFiles(store, project, {
    files: files.filter(({ name }) => !made.has(name)),
    predictionFiles: [...files.filter(({ name }) => made.has(name)), ...predictionFiles],
    mappings: outcome.mappings,
    said: mappings,
    answers,
    leaveOut,
    asks: [...outcome.asks, ...imports.flatMap((one) => one.asks), ...newTexts].filter(isChangeable),
  });
  return kept(project);
}

/** Rows of annotations that belong to no text are listed with the rows left out. */
function withUnmatched(source: AnnotationsFile, unmatched: readonly string[]): AnnotationsFile {
  const skipped = unmatched.map((id) => ({
    line: 0,
    reason: 'No text has this id, or the text with this id is another one.',
    content: id,
  }));
  return { ...source, skipped: [...source.skipped, ...skipped] };
}

/** What files of annotations hold, by the file's name; a second file of a name gets a number. */
function byFile(
  joined: readonly { readonly imported: ImportedAnnotations; readonly predictions: Predictions }[],
): Map<string, Predictions[]> {
  const names = new Map<string, string>();
  const files = new Map<string, Predictions[]>();
  for (const { imported, predictions } of joined) {
    const { name, sha256 } = imported.source;
    const known = names.get(name + sha256) ?? nameNotIn(files, name);
    names.set(name + sha256, known);
    files.set(known, [...(files.get(known) ?? []), predictions]);
  }
  return files;
}

function nameNotIn(files: ReadonlyMap<string, unknown>, name: string): string {
  let free = name;
  for (let number = 2; files.has(free); number++) free = `${name} (${number})`;
  return free;
}

/** A file of annotations gives one import for each annotator and question; it is listed once. */
function oncePerFile(sources: readonly AnnotationsFile[]): AnnotationsFile[] {
  return [...new Map(sources.map((source) => [source.name + source.sha256, source])).values()];
}
