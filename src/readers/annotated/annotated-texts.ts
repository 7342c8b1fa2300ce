import type { AnnotatedQuestion } from '../../judgments/dataset.ts';
import { requireItems, sourceRecord, type DatasetFamily, type RecognisedFile } from '../dataset-family.ts';
import { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import type { FileHead } from '../tables/file-head.ts';
import { findColumn } from '../tables/row.ts';
import { formatName, ID_COLUMNS, isTable, setName, TEXT_COLUMNS } from '../texts.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { AttributeBook, type AttributeOf } from './attribute-book.ts';
import { attributeColumns } from './attribute-columns.ts';
import { AnnotatedRows } from './annotated-rows.ts';
import { AnswerBook } from './answer-book.ts';
import { columnRoles, type ColumnRole } from './column-roles.ts';
import { describeMapping, namedColumns } from './describe-mapping.ts';
import type { AskDraft } from './ask-draft.ts';
import { fileReading, readTogether, type FileReading } from './file-reading.ts';
import type { SaidReading } from './said-reading.ts';
import { AnsweringTimes } from './times-between.ts';
import { UnfoldedRows } from './unfolded-rows.ts';
import { RaterList } from './rater-list.ts';
import type { ReadingAsk } from '../reading-ask.ts';
import { mappedColumns, requireUsable, type MappedQuestion, type Mapping } from './mapping.ts';

/**
 * Texts with any people's answers. Files are merged: items by id, questions by name. A file of texts with ids may stand
 * beside files that have the ids alone.
 */
export interface AnnotatedTexts extends DatasetFamily {
  /** The mapping by which a file is read, or `null` if it is not one of annotated texts. */
  mappingOf(head: FileHead): Mapping | null;
  /**
   * Looks at files that are opened together: one of texts beside answers that have ids alone holds no answers, whatever its
   * columns are called; and files of one layout without raters, each about the same texts, are a rater's each.
   */
  lookTogether(heads: readonly FileHead[]): void;
  /** What each column of a file was taken for, and why; nothing for a file that is not one of annotated texts. */
  rolesOf(head: FileHead): readonly ColumnRole[];
  /** Whether a file that holds texts and no answers can stand beside the annotations, which have ids alone. */
  hasTextsAndIds(head: FileHead): boolean;
  /** What of that mapping is not certain; nothing where a person gave it. */
  asksOf(head: FileHead): readonly ReadingAsk[];
  /** What turned out not to be certain while the rows were read. */
  readonly found: readonly ReadingAsk[];
}

/**
 * @param given mappings in place of the guess, each for the files that have its columns; of several the first counts
 * @param said what a person says of files that no given mapping is for
 */
export function annotatedTexts(given: readonly Mapping[] = [], said: SaidReading = {}): AnnotatedTexts {
  const readings = new Map<FileHead, FileReading | null>();
  const readingOf = (head: FileHead) => {
    let reading = readings.get(head);
    if (reading === undefined) {
      reading = fileReading(head, given, said);
      readings.set(head, reading);
    }
    return reading;
  };
  const mappingOf = (head: FileHead) => readingOf(head)?.mapping ?? null;
  const idColumns = () => [...readings.values()].flatMap((reading) => reading?.mapping.id ?? []);
  const found: ReadingAsk[] = [];
  const about = new AttributeBook();
  const attributesOf = (head: FileHead) => {
    const reading = readingOf(head);
    if (reading === null)
      return attributeColumns(
        head,
        textColumns(head, idColumns()).filter((name) => name !== undefined),
      );
    return attributeColumns(head, reading.unfold?.from ?? mappedColumns(reading.mapping));
  };
  return {
    mappingOf,
    found,
    lookTogether(heads) {
      for (const [head, reading] of readTogether(
        heads.map((head) => [head, readingOf(head)] as const),
        given,
      ))
        readings.set(head, reading);
    },
    hasTextsAndIds(head) {
      const isWhole = textColumns(head, idColumns()).every((name) => name !== undefined);
      return isWhole && (head.format !== 'delimited' || isTable(head));
    },
    rolesOf(head) {
      const reading = readingOf(head);
      if (reading === null) return [];
      const isSaid = reading.given || Object.keys(said).length > 0;
      const guess = isSaid ? (fileReading(head, [])?.mapping ?? null) : reading.mapping;
      const kept = new Map(attributesOf(head).map((name) => [name, about.of(name)]));
      return columnRoles(head, reading, guess, kept);
    },
    asksOf(head) {
      const reading = readingOf(head);
      return reading === null ? [] : reading.asks.map((ask) => finishedAsk(ask, head, reading.mapping));
    },
    lookedFor:
      'annotated texts (a column of texts or ids, with raters and labels row by row, a column for each rater, a column of ' +
      'votes for each label, or votes or annotations as JSON)',

    recognise(head) {
      const reading = readingOf(head);
      if (reading === null) return null;
      const { mapping, schema, unfold } = reading;
      const name = schema === undefined ? formatName(head) : `${schema}, ${formatName(head)}`;
      const unreadColumns = unfold === undefined ? unread(mapping, head, attributesOf(head)) : '';
      return `annotated ${name} (${describeMapping(mapping)})${unreadColumns}`;
    },

    async read(files) {
      const items = new ItemList();
      const books = new Map<string, AnswerBook>();
      const raters = new RaterList();
      const times = new AnsweringTimes();
      const account = new Map<RecognisedFile, SourceRecord>();
      const mapped = files.map((file) => {
        const reading = readingOf(file.open.head);
        return { file, mapping: reading?.mapping ?? null, unfold: reading?.unfold };
      });
      const textFiles = mapped.filter(({ mapping }) => mapping === null);
      for (const { file } of textFiles)
        account.set(
          file,
          await readTexts(
            file,
            textColumns(file.open.head, idColumns()),
            items,
            attributesOf(file.open.head),
            about,
          ),
        );
      let number = 0;
      for (const { file, mapping, unfold } of mapped) {
        if (mapping === null) continue;
        const record = sourceRecord(file);
        account.set(file, record);
        requireUsable(mapping, record.name);
        const { columns, format } = file.open.head;
        const names = unfold?.from ?? mappedColumns(mapping);
        const others = attributesOf(file.open.head);
        const rows = new AnnotatedRows(
          mapping,
          unfold?.columns ?? columns,
          format !== 'delimited',
          items,
          (question) => bookOf(question, books, raters, times),
          textFiles.length > 0,
          record,
          about.rowsOf(
            others,
            others.map((name) => columns.indexOf(name)),
          ),
        );
        const wanted = [...new Set([...names, ...others].map((name) => columns.indexOf(name)))];
        const unfolded = unfold === undefined ? null : new UnfoldedRows(unfold, columns);
        for await (const batch of file.open.rows(wanted)) {
          for (const row of batch) {
            record.rowsRead++;
            number++;
            const reason =
              row.problem ??
              (unfolded === null
                ? rows.add(row, number, record.name)
                : unfolded.add(row, number, record.name, rows));
            if (reason !== null) record.skip(row, reason);
          }
        }
        if (rows.repeated > 0 && said.secondAnswers === undefined)
          found.push(finishedAsk(secondAnswers(rows.repeated, mapping), file.open.head, mapping));
        if (rows.joined > 0)
          record.notes.push(
            `${rows.joined.toLocaleString('en')} ${rows.joined === 1 ? 'row' : 'rows'} taken for a further label of the same rater’s answer in the row before`,
          );
      }
      requireItems(items.ids.length, [...account.values()]);
      const name = setName(files);
      const byQuestion = mapped.some(({ mapping }) => mapping?.questionColumn !== undefined);
      const remarks = byQuestion ? [...books.values()].filter((book) => book.isFreeText) : [];
      const answered = [...books.values()].filter((book) => !remarks.includes(book));
      const questions = finished(answered, items.ids.length, name, files[0]);
      if (remarks.length > 0)
        account
          .get(files[0])!
          .notes.push(
            `questions not read, because they are answered in free text: ${namedColumns(remarks.map((book) => book.name))}`,
          );
      if (questions.length === 0 && mapped.some(({ unfold }) => unfold !== undefined))
        throw new UnreadableFileError(
          files[0].open.head.file.name,
          `This is ${files[0].layout}, and no answers were found in it. Save a table with a row for each text, rater and label instead.`,
        );
      for (const file of files)
        for (const note of attributesInWords(attributesOf(file.open.head), about))
          account.get(file)!.notes.push(note);
      const attributes = about.finish(items.ids.length, questions);
      const sources = mapped.map(({ file, mapping }) => ({
        ...account.get(file)!.finish(file.open.sha256()),
        kind: mapping === null ? ('texts' as const) : ('people' as const),
        mappable: true,
      }));
      const dataset = { name, ids: items.ids, texts: items.texts, questions, sources };
      return attributes.length === 0 ? dataset : { ...dataset, attributes };
    },
  };
}

/** Asks which of two answers of a rater counts. */
function secondAnswers(times: number, { time, secondAnswers: first }: Mapping): AskDraft {
  const later = time === undefined ? 'the one further down' : `the later one by "${time}"`;
  return {
    what: `${times === 1 ? 'Once' : `${times.toLocaleString('en')} times`} a rater has answered about a text again. Which answer counts?`,
    choices: [
      {
        says: later,
        option: '--second-answers last',
        apply: ({ secondAnswers: _, ...mapping }) => mapping,
      },
      {
        says: 'the first',
        option: '--second-answers first',
        apply: (mapping) => ({ ...mapping, secondAnswers: 'first' }),
      },
    ],
    taken: first === undefined ? 0 : 1,
  };
}

function finishedAsk({ what, choices, taken }: AskDraft, head: FileHead, mapping: Mapping): ReadingAsk {
  return {
    file: head.file.name,
    what,
    choices: choices.map(({ says, option, apply }) => ({
      says,
      option,
      ...(apply === null ? {} : { mapping: apply?.(mapping) ?? mapping }),
    })),
    taken,
  };
}

/** Whose the values of columns are that were read as attributes, and what is each answer's own and so not kept. */
function attributesInWords(names: readonly string[], about: AttributeBook): string[] {
  const whose: Record<AttributeOf, string> = {
    items: 'attributes of texts: ',
    raters: 'attributes of raters: ',
    answers: 'columns not read, because they differ from answer to answer: ',
    'long texts': 'columns not read, because they hold long texts: ',
  };
  return (['items', 'raters', 'answers', 'long texts'] as const).flatMap((of) => {
    const own = names.filter((name) => about.of(name) === of);
    return own.length === 0 ? [] : [whose[of] + namedColumns(own)];
  });
}

function unread(mapping: Mapping, { columns }: FileHead, attributes: readonly string[]): string {
  const read = new Set([...mappedColumns(mapping), ...attributes]);
  const others = columns.filter((column) => !read.has(column));
  return others.length === 0 ? '' : `, columns not read: ${namedColumns(others)}`;
}

/**
 * The columns of texts and of ids in a file that holds no answers.
 * @param ids what the columns of ids are called in files of answers beside it
 */
function textColumns({ columns }: FileHead, ids: readonly string[]): (string | undefined)[] {
  const text = columns[findColumn(columns, TEXT_COLUMNS)] as string | undefined;
  const id = ids.find((name) => name !== text && columns.includes(name));
  return [text, id ?? columns[findColumn(columns, ID_COLUMNS)]];
}

async function readTexts(
  file: RecognisedFile,
  own: readonly (string | undefined)[],
  items: ItemList,
  attributes: readonly string[],
  about: AttributeBook,
): Promise<SourceRecord> {
  const record = sourceRecord(file);
  const { columns } = file.open.head;
  const place = (name: string) => columns.indexOf(name);
  const [textPlace, idPlace] = own.map((name) => place(name!));
  const places = attributes.map(place);
  const said = about.rowsOf(attributes, places);
  for await (const batch of file.open.rows([textPlace, idPlace, ...places])) {
    for (const row of batch) {
      record.rowsRead++;
      const id = row.cells[idPlace]?.trim();
      const text = row.cells[textPlace];
      const reason =
        row.problem ??
        (id === '' ? 'The id is empty.' : null) ??
        (text.trim() === '' ? 'The text is empty.' : null) ??
        (items.place(id) >= 0 ? `The id "${id}" stands in an earlier row.` : null);
      if (reason === null) said.add(items.add(structuredClone(id), text), null, row.cells);
      else record.skip(row, reason);
    }
  }
  return record;
}

/** The book of a question; questions of one name share a book. */
function bookOf(
  { name, kind, points }: MappedQuestion,
  books: Map<string, AnswerBook>,
  raters: RaterList,
  times: AnsweringTimes,
): AnswerBook {
  let book = books.get(name);
  if (book === undefined) {
    book = new AnswerBook(structuredClone(name), kind, raters, times, points);
    books.set(book.name, book);
  }
  return book;
}

function finished(
  books: readonly AnswerBook[],
  items: number,
  group: string,
  file: RecognisedFile,
): AnnotatedQuestion[] {
  const ids = new Set<string>();
  const questions: AnnotatedQuestion[] = [];
  for (const book of books) {
    // A file whose column of labels is empty from top to bottom asks nothing.
    if (book.labelCount === 0) continue;
    const question = book.finish(questionId(book.name, ids), items, books.length > 1 ? group : null);
    if (question === null)
      throw new UnreadableFileError(
        file.open.head.file.name,
        `The question "${book.name}" is to be ordinal, and one of its labels is not a number.`,
      );
    questions.push(question);
  }
  return questions;
}

/** A question's name as an id that is safe in a URL and unlike the others. */
function questionId(name: string, ids: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? 'question' : plain;
  let id = stem;
  for (let number = 2; ids.has(id); number++) id = `${stem}-${number}`;
  ids.add(id);
  return id;
}
