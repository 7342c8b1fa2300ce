import { expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import type { Task, TaskResult } from '../../src/analysis/tasks.ts';
import { ReportSender } from '../../src/jobs/report-sender.ts';
import { withPauses } from '../../src/jobs/with-pauses.ts';

const TOTAL = 8;

/** A task that keeps the thread busy for so many milliseconds. */
function busy(milliseconds: number): TaskResult {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return {};
}

it('steps are told of while one thread does them and tells of them', async () => {
  const told: number[] = [];
  const sender = new ReportSender((_, steps) => {
    told.push(steps?.done ?? TOTAL);
    return Promise.resolve();
  });
  const perform = withPauses(() => busy(150));
  for (let done = 1; done <= TOTAL; done++) {
    await perform({} as Task, null);
    sender.offer(() => ({}) as Report, { done, total: TOTAL });
  }
  await sender.finish({} as Report);
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)).toBe(TOTAL);
});
