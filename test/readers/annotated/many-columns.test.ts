import { expect, it } from 'vitest';
import { guessReading } from '../../../src/readers/annotated/guess-mapping.ts';
import { fileHead } from '../../../src/readers/tables/file-head.ts';
import { file } from '../files.ts';

it('guesses the reading of as many columns of people as are read in a second or so, on a machine that is busy too', async () => {
  const names = Array.from({ length: 9_999 }, (_, at) => `person${at}x`);
  const row = (start: number) => names.map((_, at) => ['joy', 'fear', 'calm'][(start + at) % 3]).join(',');
  const csv = [
    `text,${names.join(',')}`,
    ...[0, 1, 2].map((at) => `It rains ${at} times,${row(at)}`),
    '',
  ].join('\n');
  const head = await fileHead(file('a.csv', csv));
  const start = performance.now();
  const reading = guessReading(head);
  const took = performance.now() - start;
  expect(reading!.mapping.layout).toBe('rater columns');
  expect(reading!.mapping.questions[0].columns).toHaveLength(9_999);
  expect(took).toBeLessThan(10_000);
});
