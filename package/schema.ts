/** Writes the JSON Schema of a report, from its TypeScript types: `npm run schema`, whenever those change. */
import { writeFile } from 'node:fs/promises';
import { REPORT_SCHEMA_FILE, reportSchema } from './report-schema.ts';

await writeFile(REPORT_SCHEMA_FILE, await reportSchema());
