import type { NamedBlob } from '../named-blob.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

/** What an archive may unpack to: twice what the largest file that is read has. */
const MOST_BYTES = 2 ** 30;
const MOST_ENTRIES = 1000;
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 3, 4];
/** Old Excel workbooks; also old documents of other kinds, which the reader of sheets refuses. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const OLD_WORKBOOK = /\.xls$/i;
/** What archives hold beside the files that were put into them. */
const LITTER = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files that are to be read: those that were opened, with what archives and workbooks hold in their place. A gzip archive
 * comes without its ending, the files of a ZIP archive and the sheets of a workbook (as CSV) by the archive's name and theirs.
 * @throws UnreadableFileError if an archive is damaged or holds nothing, or more than there is room for
 */
export async function unpackFiles(files: readonly NamedBlob[]): Promise<NamedBlob[]> {
  const unpacked: NamedBlob[] = [];
  for (const file of files) unpacked.push(...(await unpack(file)));
  return unpacked;
}

async function unpack(file: NamedBlob): Promise<NamedBlob[]> {
  const start = new Uint8Array(await file.blob.slice(0, 4).arrayBuffer());
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => start[at] === byte);
  if (begins(GZIP)) return [await gunzip(file)];
  if (begins(COMPOUND) && OLD_WORKBOOK.test(file.name)) return await sheets(file);
  return begins(ZIP) ? await unzip(file) : [file];
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
  let names: string[] = [];
  let total = 0;
  const wanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    names.push(name);
    const take = !name.endsWith('/') && !LITTER.test(name) && names.length <= MOST_ENTRIES;
    if (take) total += originalSize;
    return take && total <= MOST_BYTES;
  };
  let entries: Record<string, Uint8Array<ArrayBuffer>>;
  try {
    // The names first: a workbook is a ZIP archive too, and has a reader of its own.
    unzipSync(bytes, { filter: ({ name }) => (names.push(name), false) });
    if (
      names.some((name) => name === 'xl/workbook.xml' || name === 'xl/workbook.bin' || name === 'content.xml')
    )
      return await sheets(file);
    names = [];
    entries = unzipSync(bytes, { filter: wanted });
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(
      file.name,
      'It begins like a ZIP archive and could not be unpacked. Is the download complete?',
    );
  }
  if (total > MOST_BYTES) throw tooLarge(file.name);
  if (names.length > MOST_ENTRIES)
    throw new UnreadableFileError(
      file.name,
      `It holds more than ${MOST_ENTRIES.toLocaleString('en')} files; unpack it and open those that are needed.`,
    );
  const found = Object.entries(entries).map(([name, content]) => ({
    name: `${file.name}/${name}`,
    blob: new Blob([content]),
  }));
  if (found.length === 0) throw new UnreadableFileError(file.name, 'The archive holds no files.');
  return found;
}

/** The sheets of a workbook that hold anything, as CSV with the values as they are, unformatted. */
async function sheets(file: NamedBlob): Promise<NamedBlob[]> {
  if (file.blob.size > LARGEST_WORKBOOK)
    throw new UnreadableFileError(
      file.name,
      'This workbook is larger than 100 MB. Save the sheet as CSV, which is read row by row.',
    );
  const { read, utils } = await import('@e965/xlsx');
  let workbook;
  try {
    workbook = read(new Uint8Array(await file.blob.arrayBuffer()), { dense: true, cellDates: true });
  } catch {
    throw new UnreadableFileError(
      file.name,
      'It begins like a workbook and could not be read. Save the sheet as CSV.',
    );
  }
  const found = workbook.SheetNames.flatMap((name) => {
    const rows = utils.sheet_to_json<unknown[]>(workbook.Sheets[name], {
      header: 1,
      raw: true,
      defval: '',
      blankrows: false,
    });
    const filled = rows.filter((row) => row.some((cell) => String(cell ?? '').trim() !== ''));
    if (filled.length < 2) return [];
    const width = Math.max(...filled.map((row) => row.length));
    const lines = filled.map((row) => Array.from({ length: width }, (_, at) => csvCell(row[at])).join(','));
    return [{ name: `${file.name}/${name}.csv`, blob: new Blob([`${lines.join('\n')}\n`]) }];
  });
  if (found.length === 0)
    throw new UnreadableFileError(file.name, 'No sheet of this workbook holds a table.');
  return found;
}

const LARGEST_WORKBOOK = 100 * 2 ** 20;

function csvCell(value: unknown): string {
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'boolean'
        ? String(value).toUpperCase()
        : String((value ?? '') as string);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tooLarge(name: string): UnreadableFileError {
  return new UnreadableFileError(
    name,
    'It unpacks to more than 1 GB. Unpack it and open its files as several.',
  );
}
