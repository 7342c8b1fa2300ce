import { expect, it } from 'vitest';
import { keepsUnasked } from '../../src/offline/keeps-unasked.ts';

it('what is large is not fetched unasked on a phone, over a mobile network, or where data are to be saved', () => {
  expect(keepsUnasked({ isTouch: false }, 68e6)).toBe(true);
  expect(keepsUnasked({ isTouch: false, connection: 'wifi' }, 68e6)).toBe(true);
  expect(keepsUnasked({ isTouch: true }, 68e6)).toBe(false);
  expect(keepsUnasked({ isTouch: false, connection: 'cellular' }, 68e6)).toBe(false);
  expect(keepsUnasked({ isTouch: true }, 4e6)).toBe(true);
  expect(keepsUnasked({ isTouch: false, saveData: true }, 10)).toBe(false);
});
