import { describe, expect, it } from 'vitest';
import { availableThreads } from '../../src/annotators/available-threads.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

describe('the threads of WebAssembly', () => {
  it.each([
    ['as many as there are cores', 2, { crossOriginIsolated: true, cores: 2, browser: CHROME }],
    ['at most four', 4, { crossOriginIsolated: true, cores: 16, browser: CHROME }],
    ['one on a page that is not isolated', 1, { crossOriginIsolated: false, cores: 2, browser: CHROME }],
    [
      'one in Firefox, where a thread of a worker may never begin',
      1,
      { crossOriginIsolated: true, cores: 2, browser: FIREFOX },
    ],
  ])('are %s', (_, threads, conditions) => {
    expect(availableThreads(conditions)).toBe(threads);
  });
});
