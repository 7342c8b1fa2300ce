import { expect, test } from 'vitest';
import { progressWords } from '../../../src/pages/annotate/run-words.ts';
import type { QueuedRun } from '../../../src/pages/runs/queued-run.svelte.ts';
import { progressOf } from '../runs/progress.ts';

function words(progress: Parameters<typeof progressOf>[0], question: QueuedRun['question'] = null): string {
  return progressWords({ progress: progressOf({ state: 'annotating', ...progress }), question } as QueuedRun);
}

test('progress tells texts, rate and time left; before the first text is done, why it may take long', () => {
  expect(progressWords({ progress: null } as QueuedRun)).toBe('loading the model');
  expect(words({ done: 0 })).toBe('0 of 10 texts, the longest first');
  expect(words({ done: 9 })).toBe('9 of 10 texts');
  expect(words({ done: 4, textsPerSecond: 2, secondsLeft: 3 }, { place: 1, of: 4 })).toBe(
    'question 2 of 4, 4 of 10 texts, 2 a second, 3 s left',
  );
});
