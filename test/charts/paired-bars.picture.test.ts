// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import PairedBars from '../../src/charts/PairedBars.svelte';

function order(onScale: boolean, most?: number): (string | null)[] {
  const props = {
    labels: ['1', '2', '3', '4', '5'],
    people: [0, 0.2, 0.5, 0.3, 0],
    model: [0.1, 0.1, 0.2, 0.6, 0],
    compared: 'people',
    most,
    onScale,
  };
  const drawn = mount(PairedBars, { target: document.body, props });
  flushSync();
  const labels = [...document.querySelectorAll('.label')].map(({ textContent }) => textContent);
  void unmount(drawn);
  document.body.replaceChildren();
  return labels;
}

it('bars of labels stand by their size', () => {
  expect(order(false)).toEqual(['4', '3', '2', '1', '5']);
});

it('bars of a scale stand in its order, of a short list those with the largest shares', () => {
  expect(order(true)).toEqual(['1', '2', '3', '4', '5']);
  expect(order(true, 3)).toEqual(['2', '3', '4']);
});
