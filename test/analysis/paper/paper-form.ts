import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NamedBlob } from '../../../src/readers/named-blob.ts';

/** Simulated files in the form of the paper's authors, by test/reference/paper_files.py. */
export const PAPER_FOLDER = fileURLToPath(new URL('../../fixtures/paper/', import.meta.url));

/** The vectors among them. */
export const EMBEDDINGS = 'embeddings.csv';

export function paperFile(name: string): NamedBlob {
  return { name, blob: new Blob([readFileSync(`${PAPER_FOLDER}${name}`)]) };
}

/** All of them but the vectors. */
export function paperFileNames(): readonly string[] {
  return readdirSync(PAPER_FOLDER).filter((name) => name !== EMBEDDINGS);
}

export const GROUPS = [
  { name: 'api', models: ['claude-haiku-4-5-20251001', 'gpt-5.4-mini'] },
  { name: 'open', models: ['llama3.1-8b', 'qwen3-8b'] },
];
