import { describe, expect, it } from 'vitest';
import type { AnnotationProgress } from '../../../src/annotators/annotate.ts';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { Prompt } from '../../../src/annotators/language-model/prompt.ts';
import type { Annotators } from '../../../src/pages/runs/annotators.ts';
import { QueuedRun, type RunPlan } from '../../../src/pages/runs/queued-run.svelte.ts';
import { progressOf } from './progress.ts';

const model = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model')!;

function plan(...prompts: readonly string[]): RunPlan {
  return {
    model,
    placement: { device: 'wasm', smallBatches: false },
    asked: {
      asking: { method: 'label likelihood' },
      prompts: prompts.map((id) => ({ id, version: '1' }) as Prompt),
    },
  };
}

/** Answers prompt after prompt with the given ends. */
function answering(...ends: readonly (AnnotationProgress | Error)[]): Pick<Annotators, 'annotate'> {
  const left = [...ends];
  return {
    annotate: (_model, _placement, _job, { onProgress }) => {
      const end = left.shift()!;
      if (end instanceof Error) return Promise.reject(end);
      onProgress(end);
      return Promise.resolve(end);
    },
  };
}

describe('a run of several prompts', () => {
  it('counts what was there before, cut, failed and divided over all of them', async () => {
    const run = new QueuedRun(
      1,
      plan('first', 'second'),
      answering(
        progressOf({ fromStore: 4, truncated: 3, failed: 2, renormalised: 1 }),
        progressOf({ fromStore: 1, truncated: 3, failed: 0, renormalised: 2 }),
      ),
    );
    await run.work();
    expect(run.state).toBe('finished');
    expect(run.progress).toMatchObject({
      done: 10,
      total: 10,
      fromStore: 5,
      truncated: 6,
      failed: 2,
      renormalised: 3,
    });
  });

  it('is stopped between two of them', async () => {
    const run: QueuedRun = new QueuedRun(1, plan('first', 'second'), {
      annotate: () => {
        run.stop();
        return Promise.resolve(progressOf({}));
      },
    });
    await run.work();
    expect([run.state, run.progress?.state, run.question]).toEqual(['waiting', 'cancelled', null]);
  });

  it('begins anew after it was stopped', async () => {
    const ends = [progressOf({ state: 'cancelled', done: 3 }), progressOf({ fromStore: 3 }), progressOf({})];
    const run = new QueuedRun(1, plan('first', 'second'), answering(...ends));
    await run.work();
    expect([run.state, run.progress?.done]).toEqual(['waiting', 3]);
    await run.work();
    expect([run.state, run.progress?.fromStore]).toEqual(['finished', 3]);
  });
});

it('without a prompt fails and says so', async () => {
  const run = new QueuedRun(1, plan(), answering());
  await run.work();
  expect([run.state, run.trouble]).toEqual(['failed', 'There is no prompt to ask the model with.']);
});

it('keeps why it failed', async () => {
  const run = new QueuedRun(1, plan('first'), answering(new Error('The disk is full.')));
  await run.work();
  expect([run.state, run.trouble]).toEqual(['failed', 'The disk is full.']);
});
