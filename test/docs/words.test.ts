import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The list itself, and this. */
const APART = ['docs/words.md', 'test/docs/words.test.ts'];

/** Words of docs/words.md that are not used, from the last column of its table. */
function unused(): string[] {
  const rows = readFileSync('docs/words.md', 'utf8').matchAll(/^\|[^|]*\|[^|]*\|([^|]*)\|$/gm);
  return [...rows]
    .map(([, cell]) => cell.trim())
    .filter((cell) => cell !== 'not' && !/^-+$/.test(cell))
    .flatMap((cell) => cell.split(',').map((word) => word.trim().toLowerCase()));
}

/** Comments are for developers, and may say how a figure comes about. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|\s)\/\/.*$/gm, ' ');
}

function found(words: readonly string[], text: string): string[] {
  const plain = text.replaceAll('’', "'").replaceAll(/\s+/g, ' ').toLowerCase();
  return words.filter((word) => new RegExp(`\\b${word}\\b`).test(plain));
}

it('what people read uses the words of the list', () => {
  const words = unused();
  expect(words.length).toBeGreaterThan(20);
  const files = execFileSync('git', ['ls-files', 'src', 'cli', 'package', 'docs', '*.md', ':!public'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(svelte|ts|md)$/.test(file) && !APART.includes(file) && !file.startsWith('test/'));
  const wrong = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return found(words, file.endsWith('.md') ? text : withoutComments(text)).map(
      (word) => `${file}: ${word}`,
    );
  });
  expect(wrong).toEqual([]);
});

it('finds a word that is not used, over the end of a line and with either apostrophe', () => {
  expect(found(["people's average"], 'as people’s\n  average says')).toEqual(["people's average"]);
  expect(found(['anew'], 'a new one')).toEqual([]);
});
