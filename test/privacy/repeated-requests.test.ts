import { expect, it } from 'vitest';
import { withRequests } from '../../src/privacy/repeated-requests.ts';

const url = 'https://example.org/worker.js';

it('keeps one entry for an address and its maker, however often it is asked for', () => {
  const annotating = { url, by: 'the worker for annotating', bytes: 10 };
  const once = withRequests([], [annotating]);
  expect(once).toEqual([{ ...annotating, times: 1 }]);
  const reading = { ...annotating, by: 'the worker for reading files' };
  expect(withRequests(once, [annotating, reading, annotating])).toEqual([
    { ...annotating, bytes: 30, times: 3 },
    { ...reading, times: 1 },
  ]);
});

it('sums the bytes that are known', () => {
  const unknown = { url, by: 'the page', bytes: null };
  const once = withRequests([], [unknown]);
  expect(once[0].bytes).toBeNull();
  const sums = withRequests(once, [unknown, { ...unknown, bytes: 4 }, unknown]);
  expect(sums).toEqual([{ ...unknown, bytes: 4, times: 4 }]);
});
