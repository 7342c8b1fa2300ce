import { expect, it } from 'vitest';
import { AskedRun } from '../../../src/pages/project/asked-run.ts';

it('is asked of one project and once', () => {
  const asked = new AskedRun();
  expect(asked.take(1)).toBe(false);
  asked.ask(1);
  expect([asked.take(2), asked.take(1), asked.take(1)]).toEqual([false, true, false]);
  asked.ask(1);
  asked.ask(2);
  expect([asked.take(1), asked.take(2)]).toEqual([false, true]);
});
