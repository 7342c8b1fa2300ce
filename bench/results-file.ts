import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'RESULTS.md');

/** Puts a section of RESULTS.md in the place of the one with its heading, or at the end; the others stay as they are. */
export async function writeSection(heading: string, body: string): Promise<void> {
  const [top, ...sections] = (await readFile(FILE, 'utf8')).split(/^(?=## )/m);
  const place = sections.findIndex((section) => section.startsWith(`## ${heading}\n`));
  sections[place < 0 ? sections.length : place] = `## ${heading}\n\n${body.trim()}\n`;
  await writeFile(FILE, [top, ...sections].map((part) => part.trim()).join('\n\n') + '\n');
}
