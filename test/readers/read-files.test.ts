import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import type { ReadProgress } from '../../src/readers/reading-progress.ts';
import { file, fixture, inChunks } from './files.ts';

describe('readFiles', () => {
  it('says of an unknown table what it lacks and what was found', async () => {
    const error = await readFiles([file('scores.csv', '\nname,score\nAda,3\nBo,4\n')]).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'UnreadableFileError', file: 'scores.csv', line: 2 });
    const { message } = error as Error;
    expect(message).toMatch(
      /^scores\.csv, line 2: No column holds texts or ids\. Name the column of texts "text"/,
    );
    expect(message).toContain('or say which it is (on the command line with --text or --id)');
    expect(message).toContain('Found a table with the columns "name", "score".');
  });

  it('does not take the quoted cells of a table for plain text', async () => {
    const csv = 'words\n"one, ""two"""\n';
    await expect(readFiles([file('a.csv', csv)])).rejects.toThrow('Found a table with the columns "words".');
    expect((await readFiles([file('a.csv', csv.replace('words', 'text'))])).dataset?.texts).toEqual([
      'one, "two"',
    ]);
  });

  it('goes by the content of a file, not by its name', async () => {
    const raw = await fixture('goemotions-raw-1.csv');
    const { dataset } = await readFiles([{ ...raw, name: 'holiday.parquet' }]);
    expect(dataset?.name).toBe('GoEmotions raters');
  });

  it('does not mix data sets', async () => {
    await expect(readFiles([await fixture('goemotions-raw-1.csv'), file('b.txt', 'a text')])).rejects.toThrow(
      'b.txt: This is plain text (one text per line), and goemotions-raw-1.csv is GoEmotions raw (one row per rater).',
    );
  });

  it('names the first reason where no row can be used', async () => {
    await expect(readFiles([file('a.csv', 'text,id\n,1\n')])).rejects.toThrow(
      'a.csv, line 2: It was read as CSV with the texts in the column "text" and no row of it could be used. The text is empty.',
    );
    await expect(readFiles([file('a.csv', 'text,id\n')])).rejects.toThrow('holds no rows below its header');
  });

  it('hashes every byte, and reads the same however the bytes arrive', async () => {
    const { blob } = await fixture('goemotions-raw-1.csv');
    const content = new Uint8Array(await blob.arrayBuffer());
    const sha256 = createHash('sha256').update(content).digest('hex');
    const whole = await readFiles([{ name: 'a', blob }]);
    expect(whole.dataset?.sources[0].sha256).toBe(sha256);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        async (sizes) => {
          expect(await readFiles([{ name: 'a', blob: inChunks(content, sizes) }])).toEqual(whole);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('reports progress to the last byte and row, over all files', async () => {
    const files = [await fixture('goemotions-raw-1.csv'), await fixture('goemotions-raw-2.csv')];
    const seen: ReadProgress[] = [];
    await readFiles(files, { onProgress: (progress) => seen.push(progress) });
    const total = files[0].blob.size + files[1].blob.size;
    expect(seen.at(-1)).toEqual({
      file: 'goemotions-raw-2.csv',
      bytesRead: total,
      bytesTotal: total,
      rows: 8,
    });
  });

  it('stops when it is told to', async () => {
    const line = 'a text of some length, again and again\n';
    const abort = new AbortController();
    const reading = readFiles([file('a.txt', line.repeat(20_000))], {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
  });
});
