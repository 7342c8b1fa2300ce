import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { ProjectThresholds } from '../../../src/pages/project/project-thresholds.svelte.ts';
import { reactive } from '../project-page/reactive.svelte.ts';

const { thresholds: usual } = DEFAULT_SETTINGS;

/** The thresholds of a project with what is kept of it and what its address says. */
function thresholdsOf({
  kept = {},
  linked = null,
}: {
  kept?: Record<string, number>;
  linked?: string | null;
}) {
  const at = reactive<{ thresholds: string | null; kept: Record<string, number> }>({
    thresholds: linked,
    kept,
  });
  const store = {
    thresholds: () => Promise.resolve(at.kept),
    keepThresholds: (_id: number, moved: Record<string, number>) => {
      at.kept = moved;
      return Promise.resolve();
    },
  };
  const bar = {
    address: () => ({ thresholds: at.thresholds }),
    adjust: (parts: { thresholds: string | null }) => void Object.assign(at, parts),
  };
  return { thresholds: new ProjectThresholds(1, store, bar), at };
}

describe('the thresholds of a project', () => {
  it('that were moved are kept and stand in the address', async () => {
    const { thresholds, at } = thresholdsOf({});
    await thresholds.recall();
    expect([thresholds.now, at.thresholds]).toEqual([usual, null]);
    await thresholds.move({ ...usual, worth: 2, distance: 0.15 });
    expect(at).toEqual({ thresholds: 'worth=2,distance=0.15', kept: { worth: 2, distance: 0.15 } });
    expect(thresholds.now).toEqual({ ...usual, worth: 2, distance: 0.15 });
    await thresholds.move(usual);
    expect([at.thresholds, at.kept, thresholds.written]).toEqual([null, {}, '']);
  });

  it('come back with the project, and into an address that has none', async () => {
    const { thresholds, at } = thresholdsOf({ kept: { worth: 2, ofAnotherVersion: 3 } });
    await thresholds.recall();
    expect([thresholds.now, at.thresholds]).toEqual([{ ...usual, worth: 2 }, 'worth=2']);
  });

  it('are those of a link that has others, and what is kept stays until one is moved', async () => {
    const { thresholds, at } = thresholdsOf({ kept: { worth: 2 }, linked: 'agreement=0.5,far=1' });
    await thresholds.recall();
    expect([thresholds.now, at.kept]).toEqual([{ ...usual, agreement: 0.5 }, { worth: 2 }]);
    expect(thresholds.unknown).toEqual(['far=1']);
    await thresholds.move({ ...thresholds.now, scale: 0.2 });
    expect(at).toEqual({ thresholds: 'scale=0.2,agreement=0.5', kept: { scale: 0.2, agreement: 0.5 } });
  });

  it('that another tab moves are taken over, and none of either is lost', async () => {
    const { thresholds, at } = thresholdsOf({ kept: { worth: 2 } });
    await thresholds.recall();
    at.kept = { worth: 2, distance: 0.15 };
    await thresholds.follow();
    expect(at.thresholds).toBe('worth=2,distance=0.15');
    await thresholds.move({ ...thresholds.now, scale: 0.2 });
    expect(at.kept).toEqual({ worth: 2, distance: 0.15, scale: 0.2 });
  });

  it('that another tab moves leave a link that has others as it is', async () => {
    const { thresholds, at } = thresholdsOf({ kept: { worth: 2 }, linked: 'agreement=0.5' });
    await thresholds.recall();
    at.kept = { worth: 3 };
    await thresholds.follow();
    expect([thresholds.now, at.thresholds]).toEqual([{ ...usual, agreement: 0.5 }, 'agreement=0.5']);
  });
});
