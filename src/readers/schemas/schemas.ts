import type { FileHead } from '../tables/file-head.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { SCHEMAS, UNUSABLE } from './registry.ts';
import type { SchemaReading } from './schema.ts';

/**
 * How a file of a known schema is read; `null` if it is of none.
 * @throws UnreadableFileError if it is of one that holds no answers of people
 */
export function schemaReading(given: FileHead): (SchemaReading & { readonly name: string }) | null {
  const whole = given.sample.filter(
    ({ problem, cells }) => problem === null && cells.length === given.columns.length,
  );
  const head = { ...given, sample: whole };
  refuseUnusable(head);
  for (const { name, recognise } of SCHEMAS) {
    const reading = recognise(head);
    if (reading !== null) return { name, ...reading };
  }
  return null;
}

/** @throws UnreadableFileError if a file is of a schema that holds neither answers of people nor of models */
export function refuseUnusable(head: FileHead): void {
  const unusable = UNUSABLE.find(({ recognise }) => recognise(head));
  if (unusable)
    throw new UnreadableFileError(head.file.name, `This is ${unusable.name}. ${unusable.problem}`);
}
