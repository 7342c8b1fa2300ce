import type { unzipSync as UnzipSync } from 'fflate';
import type { NamedBlob } from '../named-blob.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { webannoSentences } from './webanno-sentences.ts';
import { requireFewRepeats, workbookSheets } from './workbook-sheets.ts';

/** What an archive may unpack to: twice what the largest file that is read has. */
const MOST_BYTES = 2 ** 30;
const MOST_ENTRIES = 1000;
/** Entries of a directory that are looked at, pictures in workbooks among them. */
const MOST_LISTED = 2 ** 16;
/** An entry that only a workbook has: of Excel, in XML or binary, and of LibreOffice. */
const WORKBOOK = ['xl/workbook.xml', 'xl/workbook.bin', 'content.xml'];
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 3, 4];
/** Old Excel workbooks; also old documents of other kinds, which the reader of sheets refuses. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const OLD_WORKBOOK = /\.xls$/i;
/** What archives hold beside the files that were put into them. */
const LITTER = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files that are to be read: those that were opened, with what archives and workbooks hold in their place. A gzip archive
 * comes without its ending, the files of a ZIP archive and the sheets of a workbook (as CSV) by the archive's name and theirs;
 * a document that INCEpTION annotated sentence by sentence comes as a table of its sentences.
 * @param leaveOut names, as they are then, of those that are not
 * @throws UnreadableFileError if an archive is damaged or holds nothing, or more than there is room for
 */
export async function unpackFiles(
  files: readonly NamedBlob[],
  leaveOut: readonly string[] = [],
): Promise<NamedBlob[]> {
  const unpacked: NamedBlob[][] = [];
  for (const file of files) unpacked.push(await unpack(file));
  return unpacked.flat().filter(({ name }) => !leaveOut.includes(name));
}

async function unpack(file: NamedBlob): Promise<NamedBlob[]> {
  const start = new Uint8Array(await file.blob.slice(0, 4).arrayBuffer());
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => start[at] === byte);
  if (begins(GZIP)) return [await gunzip(file)];
  if (begins(COMPOUND) && OLD_WORKBOOK.test(file.name)) return await workbookSheets(file);
  if (begins(ZIP)) return await withSentences(await unzip(file));
  return await withSentences([file]);
}

/** Files with the sentences of annotated documents, as tables, in the documents' place. */
async function withSentences(files: readonly NamedBlob[]): Promise<NamedBlob[]> {
  const read: NamedBlob[] = [];
  for (const file of files) read.push((await webannoSentences(file)) ?? file);
  return read;
}

async function gunzip(file: NamedBlob): Promise<NamedBlob> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  try {
    const stream = file.blob.stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      if (bytes > MOST_BYTES) {
        await reader.cancel();
        throw tooLarge(file.name);
      }
      parts.push(next.value);
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(
      file.name,
      'It begins like a gzip archive and could not be unpacked to its end. Is the download complete?',
    );
  }
  return { name: file.name.replace(/\.gz(ip)?$/i, ''), blob: new Blob(parts) };
}

async function unzip(file: NamedBlob): Promise<NamedBlob[]> {
  if (file.blob.size > MOST_BYTES) throw tooLarge(file.name);
  // Archives are rare: their reader is fetched when one is opened.
  const { unzipSync } = await import('fflate');
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  try {
    const listed = listedEntries(file.name, bytes, unzipSync);
    const total = (entries: readonly ListedEntry[]) => entries.reduce((sum, { size }) => sum + size, 0);
    // A workbook is a ZIP archive too, and has a reader of its own, which unpacks all of it.
    if (listed.some(({ name }) => WORKBOOK.includes(name))) {
      if (total(listed) > MOST_BYTES) throw tooLarge(file.name);
      requireFewRepeats(file.name, unzipSync(bytes, { filter: ({ name }) => name === 'content.xml' }));
      return await workbookSheets(file);
    }
    const wanted = listed.filter(({ name }) => !name.endsWith('/') && !LITTER.test(name));
    if (wanted.length === 0) throw new UnreadableFileError(file.name, 'The archive holds no files.');
    if (wanted.length > MOST_ENTRIES) throw tooMany(file.name, MOST_ENTRIES);
    if (total(wanted) > MOST_BYTES) throw tooLarge(file.name);
    const names = new Set(wanted.map(({ name }) => name));
    const entries = unzipSync(bytes, { filter: ({ name }) => names.has(name) });
    return Object.entries(entries).map(([name, content]) => ({
      name: `${file.name}/${name}`,
      blob: new Blob([content]),
    }));
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(
      file.name,
      'It begins like a ZIP archive and could not be unpacked. Is the download complete?',
    );
  }
}

interface ListedEntry {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
}

/** What the archive's directory lists; nothing is unpacked for it. No entry unpacks to more than it says. */
function listedEntries(file: string, bytes: Uint8Array, unzipSync: typeof UnzipSync): ListedEntry[] {
  const entries: ListedEntry[] = [];
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (entries.length >= MOST_LISTED) throw tooMany(file, MOST_LISTED);
      entries.push({ name, size: originalSize });
      return false;
    },
  });
  return entries;
}

function tooMany(name: string, most: number): UnreadableFileError {
  return new UnreadableFileError(
    name,
    `It holds more than ${most.toLocaleString('en')} files; unpack it and open those that are needed.`,
  );
}

function tooLarge(name: string): UnreadableFileError {
  return new UnreadableFileError(
    name,
    'It unpacks to more than 1 GB. Unpack it and open its files as several.',
  );
}
