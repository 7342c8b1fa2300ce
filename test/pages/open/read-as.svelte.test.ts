// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import ReadAs from '../../../src/pages/open/ReadAs.svelte';
import type { FileReading } from '../../../src/pages/open/file-reading.svelte.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../../readers/files.ts';

const diary = file('diary.txt', '2026-01-05: slept badly\n2026-01-06: better\n');
const table = file('table.csv', 'text\nOne text.\nAnother text.\n');

it('tells how the dates of a diary were taken for as long as it belongs to the project', async () => {
  const both = await readFiles([diary, table]);
  const { dataset: alone } = await readFiles([table]);
  const kept = { files: [], predictionFiles: [], reading: { asks: both.asks } };
  const props = $state({
    project: 1,
    store: { parts: { files: () => Promise.resolve(kept), changes: () => Promise.resolve(0) } } as never,
    dataset: both.dataset as Dataset,
    reading: { progress: null } as FileReading,
  });
  const drawn = mount(ReadAs, { target: document.body, props });
  await expect.poll(() => document.body.textContent).toContain('2 lines, each with a date.');
  expect([...document.body.querySelectorAll('button')].at(-1)!.textContent).toBe(
    'Change: The date is part of the text.',
  );
  props.dataset = alone!;
  flushSync();
  expect(document.body.textContent).not.toContain('diary.txt');
  await unmount(drawn);
});
