import { whoseAsks, type Whose } from './annotated/whose-answers.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import type { ImportedAnnotations } from './annotations/imported-annotations.ts';
import { annotatedTexts, type AnnotatedTexts } from './annotated/annotated-texts.ts';
import type { ColumnRole } from './annotated/column-roles.ts';
import { findKeys } from './annotated/find-keys.ts';
import type { SaidReading } from './annotated/said-reading.ts';
import { isMappingFor } from './annotated/file-reading.ts';
import type { Mapping } from './annotated/mapping.ts';
import { isAnnotations, readAnnotations } from './annotations/read-annotations.ts';
import { unpackFiles } from './archives/unpack-files.ts';
import type { DatasetFamily, RecognisedFile } from './dataset-family.ts';
import { emoBank } from './emobank.ts';
import { requireFewVotes } from './few-votes.ts';
import { goEmotionsConsensus } from './goemotions-consensus.ts';
import { goEmotionsRaters } from './goemotions-raters.ts';
import type { SaidDates } from './line-dates.ts';
import type { NamedBlob } from './named-blob.ts';
import { copiedAnswers, type OpenPredictions } from './predictions/copied-answers.ts';
import type { ImportedPredictions, PredictionOptions } from './predictions/model-predictions.ts';
import { withNewTexts, type NewText } from './predictions/new-texts.ts';
import { predictionLayout, saidLayout } from './predictions/prediction-layout.ts';
import { PredictionReader } from './predictions/prediction-reader.ts';
import { requireDecided, takenInWords, type ReadingAsk } from './reading-ask.ts';
import { ReadingProgress, type ReadOptions } from './reading-progress.ts';
import { copiesAmong } from './same-files.ts';
import { fileHead, type FileHead } from './tables/file-head.ts';
import { openFile, type OpenFile } from './tables/open-file.ts';
import { isBrokenTable, isTable, readTexts, texts } from './texts.ts';
import { excerpt, UnknownLayoutError, UnreadableFileError } from './unreadable-file.ts';
import { foundColumns, requireColumns, requireLayout, requireNamed } from './wanted-columns.ts';

/** What the files hold, taken together. */
export interface ReadOutcome {
  /** `null` if they hold annotations only. */
  readonly dataset: Dataset | null;
  /** Model annotations that were downloaded from here before, one for each annotator and question. */
  readonly annotations: readonly ImportedAnnotations[];
  /** One for each file that was read as annotated texts of no known data set. */
  readonly mappings: readonly MappedFile[];
  /** Models' predictions that were made elsewhere; `null` if no file holds any. */
  readonly predictions: ImportedPredictions | null;
  /** What the files did not say for certain, and how it was taken. */
  readonly asks: readonly ReadingAsk[];
  /** What each column of the files that were read by a mapping was taken for, and why; empty unless it was asked for. */
  readonly columns: readonly FileColumns[];
}

/** What the columns of a file were taken for. */
export interface FileColumns {
  readonly file: string;
  readonly columns: readonly ColumnRole[];
}

export interface ReadFilesOptions extends ReadOptions {
  /** How to read every file that has the columns of one of them, whatever it would be recognised as. */
  readonly mappings?: readonly Mapping[];
  /** What a person says of the files, in place of the guess. */
  readonly said?: SaidReading;
  /** Whose answers files hold that may be either's. */
  readonly whose?: Whose;
  /** What becomes of the dates that the lines of plain text begin with. */
  readonly dates?: SaidDates;
  /** Whether files that have no text and no label in common are of one study all the same; absent: a person is asked. */
  readonly studies?: 'one';
  /** How to read models' predictions that are opened together with the people's answers. */
  readonly predictions?: Pick<
    PredictionOptions,
    'question' | 'labels' | 'multiLabel' | 'scores' | 'lists' | 'join'
  >;
  /** Texts that nobody has judged, behind those of the files. */
  readonly newTexts?: readonly NewText[];
  /** Leaves models' predictions unread: they may depend on how the people's answers are read. */
  readonly peopleOnly?: boolean;
  /** Says of each column what it was taken for. */
  readonly explain?: boolean;
}

/** The columns of a file of annotated texts as they were understood, to be shown and corrected. */
export interface MappedFile {
  readonly file: string;
  readonly columns: readonly string[];
  readonly mapping: Mapping;
}

/**
 * Reads files of texts, of people's judgments and of downloaded annotations, each recognised by its content. Streams:
 * besides the result it holds a block or a row group of one file at a time.
 * @throws UnreadableFileError if a file fits no layout or cannot be used; UndecidedReadingError if it may be read in two ways;
 * the signal's reason if cancelled
 */
export async function readFiles(
  given: readonly NamedBlob[],
  options: ReadFilesOptions = {},
): Promise<ReadOutcome> {
  const files = await unpackFiles(given, options.leaveOut);
  const progress = new ReadingProgress(files, options);
  const annotations: ImportedAnnotations[] = [];
  const said = options.mappings ?? [];
  // A preview shows what they are as one.
  const studies = options.peopleOnly ? 'one' : options.studies;
  const annotated = annotatedTexts(said, options.said, studies);
  const opened: OpenFile[] = [];
  for (const file of files) {
    options.signal?.throwIfAborted();
    const head = await fileHead(file);
    const open = await openFile(head, progress);
    if (isAnnotations(head)) for (const one of await readAnnotations(open)) annotations.push(one);
    else opened.push(open);
  }
  for (const mapping of said) requireColumns(mapping, opened);
  if (options.said !== undefined) requireNamed(options.said, opened);
  const whose = options.whose ?? {};
  const { people, made } = apart(opened, annotated, said, (file) => saidOf(whose, file) ?? options.said?.of);
  annotated.lookTogether(people.map(({ head }) => head).filter((head) => !isKnown(head)));
  const copies = await copiesAmong(
    people.map(({ head }) => head.file),
    'people',
    (file) => annotated.mappingOf(people.find(({ head }) => head.file === file)!.head)?.raterName ?? null,
  );
  const recognised = people
    .filter(({ head }) => !copies.has(head.file))
    .map((open) => {
      const [family, layout] = recognise(open.head, annotated, said);
      return { open, layout, family };
    });
  if (options.said !== undefined)
    requireLayout(
      options.said,
      recognised.map(({ open }) => open),
      annotated,
    );
  const family = familyOf(recognised, annotated);
  const before = recognised.flatMap(({ open: { head }, family: own }) =>
    own === annotated ? annotated.asksOf(head) : [],
  );
  // What a person has mapped is people's, and a preview is of one file's reading alone.
  const isSaid = options.said?.of === 'people' || options.peopleOnly;
  const unnamed = isSaid ? [] : whoseAsks(annotatedOf(recognised, annotated, said), whose);
  requireDecided([...before, ...unnamed]);
  const found: ReadingAsk[] = [];
  const read =
    family === texts
      ? await readTexts(
          recognised,
          (file) => (typeof options.dates === 'string' ? options.dates : saidOf(options.dates, file)),
          (ask) => found.push(ask),
        )
      : family === null
        ? null
        : await family.read(recognised);
  requireDecided(annotated.found);
  if (read) requireFewVotes(read);
  const asks = [...before, ...found, ...annotated.found];
  const sources = read?.sources.map((source) => withTaken(source, asks)) ?? [];
  const dataset =
    read && withNewTexts({ ...read, sources: [...sources, ...copies.values()] }, options.newTexts ?? []);
  let predictions: ImportedPredictions | null = null;
  if (dataset !== null && made.length > 0 && !options.peopleOnly) {
    const reader = new PredictionReader(dataset, options.predictions ?? {});
    const repeated = await copiedAnswers(made);
    for (const { open, layout } of made) if (!repeated.has(open.head.file)) await reader.read(open, layout);
    const imported = reader.finish();
    predictions = { ...imported, sources: [...repeated.values(), ...imported.sources] };
  }
  progress.report();
  const mappings = recognised.flatMap(({ open: { head }, family: own }) => {
    const mapping = own === annotated ? annotated.mappingOf(head) : null;
    return mapping === null ? [] : [{ file: head.file.name, columns: head.columns, mapping }];
  });
  const explained = options.explain ? recognised : [];
  const columns = explained.flatMap(({ open: { head }, family: own }) =>
    own === annotated && annotated.mappingOf(head) !== null
      ? [{ file: head.file.name, columns: annotated.rolesOf(head) }]
      : [],
  );
  return { dataset, annotations, mappings, predictions, asks, columns };
}

/** What was said of a file, whatever it is called. */
function saidOf<Said>(said: Readonly<Record<string, Said>> = {}, file: string): Said | undefined {
  return Object.hasOwn(said, file) ? said[file] : undefined;
}

/** The files of annotated texts among those that were recognised for which nobody gave a mapping, with how each is read. */
function annotatedOf(
  recognised: readonly { readonly open: OpenFile; readonly family: DatasetFamily }[],
  annotated: AnnotatedTexts,
  given: readonly Mapping[],
) {
  return recognised.flatMap(({ open: { head }, family }) => {
    const mapping = family === annotated ? annotated.mappingOf(head) : null;
    return mapping === null || given.includes(mapping) ? [] : [{ head, mapping }];
  });
}

/**
 * Tells files of models' predictions from files of texts and people's answers. Where there are no others, a file that
 * might be either holds texts.
 * @throws UnreadableFileError if there are predictions and nothing that they are about
 */
function apart(
  opened: readonly OpenFile[],
  annotated: AnnotatedTexts,
  given: readonly Mapping[],
  whose: (file: string) => SaidReading['of'],
) {
  const people: OpenFile[] = [];
  const made: OpenPredictions[] = [];
  for (const open of opened) {
    const { head } = open;
    const of = whose(head.file.name);
    const isPeople = given.some((mapping) => isMappingFor(mapping, head)) || isKnown(head);
    const look = of === 'model' ? saidLayout : predictionLayout;
    const layout = isPeople || of === 'people' ? null : look(head);
    if (layout === null) people.push(open);
    else made.push({ open, layout });
  }
  if (made.length === 0 || people.length > 0) return { people, made };
  const lost = made.find(
    ({ open: { head } }) =>
      whose(head.file.name) === 'model' || (annotated.recognise(head) ?? texts.recognise(head)) === null,
  );
  if (lost)
    throw new UnreadableFileError(
      lost.open.head.file.name,
      'It holds a model’s predictions. Open it together with the file of texts and people’s answers that they are about.',
    );
  return { people: made.map(({ open }) => open), made: [] };
}

/** Data sets with a family of their own. */
const KNOWN: readonly DatasetFamily[] = [goEmotionsRaters, goEmotionsConsensus, emoBank];

function isKnown(head: FileHead): boolean {
  return KNOWN.some((family) => family.recognise(head) !== null);
}

/** Families in the order in which they are tried: the last takes any text. */
function families(annotated: AnnotatedTexts): readonly DatasetFamily[] {
  return [...KNOWN, annotated, texts];
}

function recognise(
  head: FileHead,
  annotated: AnnotatedTexts,
  given: readonly Mapping[],
): [DatasetFamily, string] {
  const candidates = given.some((mapping) => isMappingFor(mapping, head)) ? [annotated] : families(annotated);
  for (const family of candidates) {
    if (family === texts && hasRatersRows(head)) break;
    const layout = family.recognise(head);
    if (layout !== null) return [family, layout];
  }
  throw new UnknownLayoutError(
    head.file.name,
    `${whatIsMissing(head)} Found ${foundColumns(head)}.`,
    head.format === 'delimited' && head.headerLine > 0 ? head.headerLine : null,
  );
}

/** Whether texts come again with other raters: a table of answers, though nothing tells which columns hold them, and no list of texts. */
function hasRatersRows(head: FileHead): boolean {
  if (head.format === 'delimited' && !isTable(head)) return false;
  const { rater, repeats, item } = findKeys(head);
  return rater !== null && repeats && !item.includes(rater);
}

/** A file's layout with what was taken unasked, so that it can be seen and changed. */
function withTaken(source: SourceFile, asks: readonly ReadingAsk[]): SourceFile {
  const said = takenInWords(asks.filter(({ file }) => file === source.name));
  return said.length === 0 ? source : { ...source, layout: [source.layout, ...said].join('; ') };
}

/** What a table lacks to be read, and what to do about it. */
function whatIsMissing(head: FileHead): string {
  if (head.format === 'delimited' && !isTable(head) && isBrokenTable(head))
    return (
      `Its first line names ${head.columns.length} columns, and most lines have other numbers of cells: texts with ` +
      `${head.delimiter === '\t' ? 'tabs' : `"${head.delimiter}"`} in them need quotation marks (") around them. Save the table again from the program that has it.`
    );
  const { text, id, columns } = findKeys(head);
  if (text !== null)
    return `Its texts are in "${excerpt(text, 40)}", and no column of answers is known by its name or by what it holds. Say which columns hold answers (on the command line with --label).`;
  if (id === null)
    return 'No column holds texts or ids. Name the column of texts "text" (or that of ids "id"), or say which it is (on the command line with --text or --id).';
  const means = columns.names.some((name) => name !== id && columns.isFraction(name));
  return means
    ? 'It has ids and numbers with decimals, which may be means or shares: answers of single people are needed, a row or a column for each.'
    : 'It has ids, and no texts and no answers that are known by their names. Open a file of the texts with the same ids beside it, or say which columns hold answers (on the command line with --label).';
}

/** The one family that all files belong to; a file of texts with ids may stand beside annotations. */
function familyOf(
  files: readonly (RecognisedFile & { readonly family: DatasetFamily })[],
  annotated: AnnotatedTexts,
): DatasetFamily | null {
  if (files.length === 0) return null;
  const [first] = files;
  const other = files.find(({ family }) => family !== first.family);
  if (!other) return first.family;
  const together = files.every(
    ({ family, open }) => family === annotated || (family === texts && annotated.hasTextsAndIds(open.head)),
  );
  if (together) return annotated;
  throw new UnreadableFileError(
    other.open.head.file.name,
    `This is ${other.layout}, and ${first.open.head.file.name} is ${first.layout}. ` +
      'Open the files of one data set at a time.',
  );
}
