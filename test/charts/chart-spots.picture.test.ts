// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import ChartSpots from '../../src/charts/ChartSpots.svelte';

it('a value shows when the mouse moves to its mark, not when the mark appears below a mouse at rest', () => {
  const spot = { x: 50, y: 50, width: 24, height: 24, words: 'joy: agreement 0.62' };
  const drawn = mount(ChartSpots, {
    target: document.body,
    props: { label: 'Marks', spots: [spot], columns: 1, width: 300 },
  });
  flushSync();
  const [mark] = document.querySelectorAll('.spot');
  const happens = (name: string) => {
    mark.dispatchEvent(new PointerEvent(name, { bubbles: true }));
    flushSync();
    return document.querySelector('.tip')?.textContent.replace(/\s+/g, ' ').trim();
  };
  expect(happens('pointerenter')).toBeUndefined();
  expect(happens('pointermove')).toBe('joy agreement 0.62');
  expect(happens('pointerleave')).toBeUndefined();
  void unmount(drawn);
});
