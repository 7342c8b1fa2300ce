import { requireItems, sourceRecord, type DatasetFamily, type RecognisedFile } from '../dataset-family.ts';
import { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import type { FileHead } from '../tables/file-head.ts';
import { formatName, isTable, setName } from '../texts.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { anotherStudy } from './another-study-ask.ts';
import { AttributeBook } from './attribute-book.ts';
import { attributeColumns } from './attribute-columns.ts';
import { AnnotatedRows } from './annotated-rows.ts';
import type { AnswerBook } from './answer-book.ts';
import { columnRoles, type ColumnRole } from './column-roles.ts';
import { describeMapping, namedColumns } from './describe-mapping.ts';
import { attributesInWords, unread } from './columns-not-answers.ts';
import { finishedAsk } from './ask-draft.ts';
import { fileReading, readTogether, type FileReading } from './file-reading.ts';
import type { SaidReading } from './said-reading.ts';
import { AnsweringTimes } from './times-between.ts';
import { UnfoldedRows } from './unfolded-rows.ts';
import { RaterList } from './rater-list.ts';
import type { ReadingAsk } from '../reading-ask.ts';
import { mappedColumns, requireUsable, type Mapping } from './mapping.ts';
import { bookOf, finished } from './question-books.ts';
import { secondAnswers } from './second-answers-ask.ts';
import { readTexts, textColumns } from './texts-apart.ts';

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
 * @param studies `one` where files that have nothing in common are of one study; else a person is asked
 */
export function annotatedTexts(
  given: readonly Mapping[] = [],
  said: SaidReading = {},
  studies?: 'one',
): AnnotatedTexts {
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
        for (const book of books.values()) book.startFile();
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
        if (studies === undefined && rows.itemsAreNew) {
          const ask = anotherStudy([...books.values()]);
          if (ask) found.push(finishedAsk(ask, file.open.head, mapping));
        }
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
      const dataset = { name, ids: items.ids, ...(await items.told()), questions, sources };
      return attributes.length === 0 ? dataset : { ...dataset, attributes };
    },
  };
}
