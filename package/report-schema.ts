import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';

const PROJECT = resolve(import.meta.dirname, '..');

/** Where the schema is kept, to be read by the command line and shipped with the package. */
export const REPORT_SCHEMA_FILE = resolve(PROJECT, 'src/analysis/report.schema.json');

/** The JSON Schema (draft 7) of the document that `dissensus analyse` writes, made from the type `Report`. */
export async function reportSchema(): Promise<string> {
  const schema = createGenerator({
    path: resolve(PROJECT, 'src/analysis/report.ts'),
    tsconfig: resolve(PROJECT, 'tsconfig.json'),
    type: 'Report',
    // `npm run check` has checked the types already.
    skipTypeCheck: true,
    // A later version may add keys, and a reader of this one is to go on.
    additionalProperties: true,
    topRef: false,
  }).createSchema('Report');
  const named = {
    $schema: schema.$schema,
    title: 'Dissensus report',
    ...schema,
  };
  return format(JSON.stringify(named), { ...(await resolveConfig(REPORT_SCHEMA_FILE)), parser: 'json' });
}
