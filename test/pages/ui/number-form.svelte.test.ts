import { flushSync } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { fixed, format, numeral, sentence, setNumberForm, whole } from '../../../src/numerals/number-form.ts';
import { bytes, count } from '../../../src/pages/ui/amounts.ts';

afterEach(() => setNumberForm('point'));

it('is followed by formatters that were made before it was chosen', () => {
  const figure = format('.2f');
  expect(figure(1234.5)).toBe('1234.50');
  setNumberForm('comma');
  expect([figure(-0.5), whole(13_446), fixed(0.25, 1), count(1234, 'text'), bytes(24.3e6)]).toEqual([
    '−0,50',
    '13.446',
    '0,3',
    '1.234 texts',
    '24,3 MB',
  ]);
  expect([numeral('0.05'), sentence('“a 1.5” is 0.5')]).toEqual(['0,05', '“a 1.5” is 0,5']);
  setNumberForm('space');
  expect(whole(13_446)).toBe('13\u202f446');
});

it('changes at once what is on the page', () => {
  const figure = format('.1%');
  const seen: string[] = [];
  const end = $effect.root(() => {
    const words = $derived(`${figure(0.1234)} of ${whole(1234)}`);
    $effect(() => void seen.push(words));
  });
  flushSync();
  setNumberForm('comma');
  flushSync();
  end();
  expect(seen).toEqual(['12.3% of 1,234', '12,3% of 1.234']);
});
