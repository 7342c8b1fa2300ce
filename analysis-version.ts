import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What decides a report's figures, given its inputs. */
const SOURCES = ['src/analysis', 'src/judgments'];

/**
 * Changes whenever the code of the analysis does, comments and layout aside: a report that was kept is shown again only by the
 * version that computed it.
 */
export function analysisVersion(): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const files = readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter(decides).sort()) {
      const source = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
      const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022 };
      const own = file.endsWith('.ts') ? ts.transpileModule(source, { compilerOptions }).outputText : source;
      hash.update(`${file}\n${own}`);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** Lists of words and of scores do as the code does; the schema only describes the report. */
function decides(file: string): boolean {
  return file.endsWith('.ts') || (file.endsWith('.json') && file !== 'report.schema.json');
}
