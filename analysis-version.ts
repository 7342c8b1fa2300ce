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
    for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
      const source = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
      const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022 };
      hash.update(`${file}\n${ts.transpileModule(source, { compilerOptions }).outputText}`);
    }
  }
  return hash.digest('hex').slice(0, 32);
}
