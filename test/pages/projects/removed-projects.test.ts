import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RemovedProjects, UNDO_SECONDS } from '../../../src/pages/projects/removed-projects.svelte.ts';
import { hearProjectNews, type ProjectNews } from '../../../src/store/project-news.ts';
import type { Project } from '../../../src/store/schema.ts';
import type { StoredProjects } from '../../../src/store/stored-projects.ts';

const project = (id: number): Project => ({ id, name: `Project ${id}`, saved: 0, items: 1, questions: [] });

let removed: number[];
let finished: unknown[];
let projects: RemovedProjects;

beforeEach(() => {
  vi.useFakeTimers();
  removed = [];
  finished = [];
  const remove = (id: number) => {
    if (id === 13) return Promise.reject(new Error('The disk is full.'));
    removed.push(id);
    return Promise.resolve();
  };
  projects = new RemovedProjects({ remove } as StoredProjects, (error) => {
    finished.push(error);
    return Promise.resolve();
  });
});
afterEach(() => vi.useRealTimers());

const ids = () => projects.list.map(({ id }) => id);

it('other tabs are told of each step', async () => {
  vi.useRealTimers();
  const heard: ProjectNews[] = [];
  const stop = hearProjectNews((news) => heard.push(news));
  projects.remove(project(1));
  projects.bringBack(1);
  await expect
    .poll(() => heard)
    .toEqual([
      { project: 1, what: 'deleting' },
      { project: 1, what: 'brought back' },
    ]);
  stop();
});

it('a removed project can be brought back for a while, and is then gone', async () => {
  projects.remove(project(1));
  projects.remove(project(2));
  expect(ids()).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync((UNDO_SECONDS - 1) * 1000);
  projects.bringBack(1);
  expect(ids()).toEqual([2]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([removed, ids()]).toEqual([[2], []]);
});

it('those that wait are gone at once when the page is left', async () => {
  projects.remove(project(1));
  projects.finishAll();
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  expect(removed).toEqual([1]);
});

it('one that cannot be removed is back in the list, with the reason', async () => {
  projects.remove(project(13));
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  expect([ids(), finished]).toEqual([[], [new Error('The disk is full.')]]);
});
