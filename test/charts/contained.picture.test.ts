// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CHART_CASES } from './chart-cases.ts';
import ChartHost from './ChartHost.svelte';

const reported = vi.fn();

beforeEach(() => {
  reported.mockClear();
  vi.stubGlobal('reportError', reported);
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 760 });
});

/** What cannot be read. */
const broken = new Proxy([], {
  get() {
    throw new RangeError('no such row');
  },
});

describe.each(Object.entries(CHART_CASES))('%s', (_, { chart, cases }) => {
  const [good] = Object.values(cases);
  const lists = Object.keys(good).filter((name) => Array.isArray(good[name]));

  it.each(lists)(
    'leaves its view as it is when it cannot read its %s later, and can be tried again',
    (list) => {
      const target = document.createElement('main');
      document.body.append(target);
      const host = mount(ChartHost, { target, props: { chart, first: good } });
      flushSync();
      flushSync();
      expect(target.querySelector('svg')).not.toBeNull();

      host.change({ ...good, [list]: broken });
      flushSync();
      expect(target.textContent).not.toContain('The whole view is gone.');
      expect(target.querySelector('[data-failed]')?.textContent).toContain('“A chart” could not be drawn');
      expect(reported).toHaveBeenCalled();

      host.change(good);
      flushSync();
      target.querySelector<HTMLButtonElement>('[data-failed] button')!.click();
      flushSync();
      flushSync();
      expect(target.querySelector('[data-failed]')).toBeNull();
      expect(target.querySelector('svg')).not.toBeNull();
      void unmount(host);
      target.remove();
    },
  );
});
