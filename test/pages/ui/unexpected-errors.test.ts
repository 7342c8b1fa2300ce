import { beforeEach, describe, expect, it } from 'vitest';
import { UnexpectedErrors } from '../../../src/pages/ui/unexpected-errors.svelte.ts';

beforeEach(() => localStorage.clear());

/** An error with the stack that Chromium or Firefox gives it. */
function failure(message: string, stack = `RangeError: ${message}\n    at here`): Error {
  return Object.assign(new RangeError(message), { stack });
}

describe('the list of unexpected errors', () => {
  it('has the last first, outlives the tab, and can be forgotten', () => {
    const errors = new UnexpectedErrors();
    errors.note(failure('first'), null);
    errors.note('second', 'items');
    const later = new UnexpectedErrors();
    expect(later.list).toMatchObject([
      { view: 'items', what: 'second', times: 1 },
      { view: null, what: 'RangeError: first\n    at here', times: 1 },
    ]);
    later.forget();
    expect([later.list, new UnexpectedErrors().list]).toEqual([[], []]);
  });

  it('counts the same error once', () => {
    const errors = new UnexpectedErrors();
    for (let time = 0; time < 3; time++) errors.note(failure('again'), 'items');
    expect(errors.list).toMatchObject([{ times: 3 }]);
    expect(errors.text).toContain('view items, 3 times\nRangeError: again\n    at here');
  });

  it('names the error where the browser leaves it out of the stack', () => {
    const errors = new UnexpectedErrors();
    errors.note(failure('No.', 'here@page.js:1:2'), null);
    expect(errors.list[0].what).toBe('RangeError: No.\nhere@page.js:1:2');
  });

  it('is no longer than twenty, and each entry is short', () => {
    const errors = new UnexpectedErrors();
    for (let place = 0; place < 25; place++) errors.note(`${place} ${'x'.repeat(5000)}`, null);
    expect(errors.list).toHaveLength(20);
    expect(errors.list[0].what).toMatch(/^24 x/);
    expect(errors.list[0].what).toHaveLength(2000);
  });

  it('lasts as long as the tab where there is no room', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    const errors = new UnexpectedErrors(full);
    errors.note('first', null);
    expect(errors.list).toHaveLength(1);
  });

  it.each(['{', '{}', '[{"when": 1}]'])('is empty where the storage has %s', (kept) => {
    localStorage.setItem('dissensus:unexpected errors', kept);
    expect(new UnexpectedErrors().list).toEqual([]);
  });
});
