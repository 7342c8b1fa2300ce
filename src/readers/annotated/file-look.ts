import { unpackFiles } from '../archives/unpack-files.ts';
import type { NamedBlob } from '../named-blob.ts';
import { fileHead, type FileHead } from '../tables/file-head.ts';
import { excerpt } from '../unreadable-file.ts';
import { fileReading, type FileReading } from './file-reading.ts';
import { proposeMappings } from './guess-mapping.ts';
import type { MappedLayout, Mapping } from './mapping.ts';
import { SampledColumns } from './sampled-columns.ts';

/** What a person sees of a file's columns to say what they hold. */
export interface FileLook {
  readonly file: string;
  /** Of a known schema, the columns of the plain table that is made of it. */
  readonly columns: readonly SeenColumn[];
  /** `null` if it does not look like annotated texts. */
  readonly guess: Mapping | null;
  /** A mapping of each layout to begin with. */
  readonly proposals: Readonly<Record<MappedLayout, Mapping>>;
}

export interface SeenColumn {
  readonly name: string;
  /** Different cells of the first rows, cut. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;
/** Rows of a tool's file that are unfolded to be looked at. */
const UNFOLDED_ROWS = 50;

/**
 * @param name of the file that is meant, where `file` is an archive or a workbook; by default the first in it
 * @throws UnreadableFileError if the file is no table and no lines
 */
export async function lookAtFile(file: NamedBlob, name?: string): Promise<FileLook> {
  const unpacked = await unpackFiles([file]);
  const head = await fileHead(unpacked.find((one) => one.name === name) ?? unpacked[0]);
  const reading = fileReading(head, []);
  const seen = reading?.unfold === undefined ? head : unfoldedHead(head, reading.unfold);
  const sampled = new SampledColumns(seen);
  const columns = sampled.names.map((column) => {
    const different = new Set(sampled.filled(column).map((cell) => excerpt(cell, 32)));
    return { name: column, examples: [...different].slice(0, EXAMPLES) };
  });
  const guess = reading?.mapping ?? null;
  const proposals = proposeMappings(seen);
  const schema = guess?.schema;
  return {
    file: head.file.name,
    columns,
    guess,
    proposals: schema === undefined ? proposals : ofSchema(proposals, schema),
  };
}

/** The head of the plain table that the rows of a tool's file come to. */
function unfoldedHead(head: FileHead, unfold: NonNullable<FileReading['unfold']>): FileHead {
  const rows = head.sample.filter(
    ({ problem, cells }) => problem === null && cells.length === head.columns.length,
  );
  const sample = rows.slice(0, UNFOLDED_ROWS).flatMap((row) => {
    const made = unfold.rows((column) => row.cells[head.columns.indexOf(column)] ?? '', row);
    return typeof made === 'string' ? [] : made.map((cells) => ({ ...row, cells }));
  });
  return { ...head, columns: unfold.columns, sample };
}

/** Mappings of the plain table of a schema's files. */
function ofSchema(proposals: FileLook['proposals'], schema: string): FileLook['proposals'] {
  return Object.fromEntries(
    Object.entries(proposals).map(([layout, mapping]) => [layout, { ...mapping, schema }]),
  ) as unknown as FileLook['proposals'];
}
