import { expect, it } from 'vitest';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

/** A document of one-word sentences with what is said of each. */
function document(sentences: readonly (readonly [string, string])[]): string {
  const blocks = sentences.map(
    ([text, label], at) => `#Text=${text}\n${at + 1}-1\t0-${text.length}\t${text}\t${label}\t\n`,
  );
  return `#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Emotion|emotion\n\n\n${blocks.join('\n')}`;
}

it('sentences that a spreadsheet would take for formulas are read as they are', async () => {
  const said = [
    ['@kim', 'joy'],
    ['-50%!', 'anger'],
    ['=)', 'joy'],
    ['a,"b"', 'fear'],
  ] as const;
  const { dataset } = await readFiles([file('kim.tsv', document(said))]);
  expect(dataset!.texts).toEqual(said.map(([text]) => text));
});
