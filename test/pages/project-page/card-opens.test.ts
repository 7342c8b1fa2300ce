import { expect, it } from 'vitest';
import { opensItself, type CardState } from '../../../src/pages/project-page/card-opens.ts';

const NEW: CardState = {
  models: 0,
  isComputing: false,
  cutOff: false,
  elsewhere: false,
  runs: [],
  foreign: false,
  isChosen: false,
};

it('is open where no model has answered, but not while that is being found out', () => {
  expect(opensItself(NEW)).toBe(true);
  expect(opensItself({ ...NEW, isComputing: true })).toBe(false);
  expect(opensItself({ ...NEW, models: 1 })).toBe(false);
});

it('is open during a run, and makes way for the figures at its end, before they are computed', () => {
  expect(opensItself({ ...NEW, runs: [{ state: 'running' }] })).toBe(true);
  expect(opensItself({ ...NEW, runs: [{ state: 'finished' }] })).toBe(false);
  expect(opensItself({ ...NEW, runs: [{ state: 'finished' }], isComputing: true })).toBe(false);
  expect(opensItself({ ...NEW, runs: [{ state: 'finished' }], models: 1 })).toBe(false);
  // What was cut off before it is known to be done before the figures know.
  expect(opensItself({ ...NEW, runs: [{ state: 'finished' }], models: 1, cutOff: true })).toBe(false);
});

it('stays open where something is to be done: a run was stopped, failed, waits or was cut off', () => {
  for (const state of ['failed', 'waiting'] as const)
    expect(opensItself({ ...NEW, models: 1, runs: [{ state }] })).toBe(true);
  expect(opensItself({ ...NEW, models: 2, runs: [{ state: 'finished' }, { state: 'failed' }] })).toBe(true);
  expect(opensItself({ ...NEW, models: 1, cutOff: true })).toBe(true);
});

it('stays open for a run in another tab, and for a person who has chosen a model', () => {
  expect(opensItself({ ...NEW, models: 1, elsewhere: true })).toBe(true);
  expect(opensItself({ ...NEW, models: 1, runs: [{ state: 'finished' }], isChosen: true })).toBe(true);
});

it('stays open after a run whose labels must be mapped before anything can be compared', () => {
  const over: CardState = { ...NEW, runs: [{ state: 'finished' }], foreign: true };
  expect(opensItself(over)).toBe(true);
  expect(opensItself({ ...over, models: 1 })).toBe(false);
});
