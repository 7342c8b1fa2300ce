import { unpackFiles } from '../archives/unpack-files.ts';
import type { NamedBlob } from '../named-blob.ts';
import { fileHead } from '../tables/file-head.ts';
import { excerpt } from '../unreadable-file.ts';
import { guessMapping, proposeMappings } from './guess-mapping.ts';
import type { MappedLayout, Mapping } from './mapping.ts';
import { SampledColumns } from './sampled-columns.ts';

/** What a person sees of a file's columns to say what they hold. */
export interface FileLook {
  readonly file: string;
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

/** @throws UnreadableFileError if the file is no table and no lines */
export async function lookAtFile(file: NamedBlob): Promise<FileLook> {
  const [first] = await unpackFiles([file]);
  const head = await fileHead(first);
  const sampled = new SampledColumns(head);
  const columns = sampled.names.map((name) => {
    const different = new Set(sampled.filled(name).map((cell) => excerpt(cell, 32)));
    return { name, examples: [...different].slice(0, EXAMPLES) };
  });
  return { file: file.name, columns, guess: guessMapping(head), proposals: proposeMappings(head) };
}
