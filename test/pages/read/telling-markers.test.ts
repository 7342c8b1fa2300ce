import { expect, it } from 'vitest';
import { tellingMarkers } from '../../../src/pages/read/transparency/telling-markers.ts';

it('lists the markers that say something, in their order', () => {
  const markers = ['the', 'in a', 'would', 'with joy', 'not', 'thank you', 'constructor', '❤️', '!'].map(
    (token) => ({
      token,
    }),
  );
  expect(tellingMarkers(markers).map(({ token }) => token)).toEqual([
    'with joy',
    'thank you',
    'constructor',
    '❤️',
    '!',
  ]);
  expect(tellingMarkers(undefined)).toEqual([]);
});
