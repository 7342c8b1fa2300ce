import type { OpenWay } from './open-way.ts';
import { processorSeconds, watchMemory } from './process-usage.ts';
import type { Way } from './ways.ts';

/** More than any way takes. */
const TEXTS_OF_A_ROUND = 67;

/** Of one thing by the clock, and of a processor. */
export interface Rate {
  readonly perSecond: number;
  readonly perProcessorSecond: number;
}

export interface MeasuredWay {
  /** Seconds from the kept file to the first answer. */
  readonly first: number;
  /** Megabytes that its processes held more, at most, than before it was loaded. */
  readonly memory: number;
  readonly likelihood: Rate;
  readonly samples: Rate | null;
  /** Tokens of a prompt, and of answers. */
  readonly read: Rate | null;
  readonly written: Rate | null;
  /** Of labels, for the first text of the round. */
  readonly shares: readonly number[];
}

/**
 * Takes one turn of a way.
 * @param texts of which each round takes others
 */
export async function measureWay(
  opened: OpenWay,
  { texts: scored, sampled }: Way,
  texts: readonly string[],
  round: number,
): Promise<MeasuredWay> {
  const processes = await opened.processes();
  const most = watchMemory(processes);
  const some = (count: number) => {
    const from = (round * TEXTS_OF_A_ROUND) % (texts.length - count);
    return texts.slice(from, from + count);
  };
  async function rate(work: () => Promise<number>): Promise<Rate> {
    const [began, took] = [performance.now(), processorSeconds(processes)];
    const count = await work();
    return {
      perSecond: count / ((performance.now() - began) / 1000),
      perProcessorSecond: count / (processorSeconds(processes) - took),
    };
  }

  const began = performance.now();
  const can = await opened.load();
  const [shares] = await opened.call('likelihood', some(1));
  const first = (performance.now() - began) / 1000;

  const likelihood = await rate(async () => {
    await opened.call('likelihood', some(scored));
    return scored;
  });
  const samples =
    sampled === 0
      ? null
      : await rate(async () => {
          await opened.call('samples', some(sampled));
          return sampled;
        });
  const read = can.includes('read') ? await rate(async () => await opened.call('read')) : null;
  const written = can.includes('write') ? await rate(async () => await opened.call('write')) : null;
  return { first, memory: most(), likelihood, samples, read, written, shares };
}
