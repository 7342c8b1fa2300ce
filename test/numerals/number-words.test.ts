import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForm, numberIn, numbersInForm } from '../../src/numerals/number-words.ts';

const THIN = '\u202f';

describe('a lone number', () => {
  it.each([
    ['1,234.5', '1.234,5', `1${THIN}234,5`],
    ['−0.193', '−0,193', '−0,193'],
    ['13,446', '13.446', `13${THIN}446`],
    ['71.6%', '71,6%', '71,6%'],
    ['12', '12', '12'],
  ])('%s has other signs in another form', (point, comma, space) => {
    expect([inForm(point, 'point'), inForm(point, 'comma'), inForm(point, 'space')]).toEqual([
      point,
      comma,
      space,
    ]);
  });
});

describe('a sentence', () => {
  it.each([
    [
      'at most 0.16 from the people’s distribution, allowed 0.1',
      'at most 0,16 from the people’s distribution, allowed 0,1',
    ],
    ['winning rate 1.00 (0.90 to 1.00), p < 0.001.', 'winning rate 1,00 (0,90 to 1,00), p < 0,001.'],
    [
      'its share is off by −0.02; it leaves 12.5% of 1,234 texts.',
      'its share is off by −0,02; it leaves 12,5% of 1.234 texts.',
    ],
    ['-0.5, +0.5, ±1.96 and ρ=0.3', '-0,5, +0,5, ±1,96 and ρ=0,3'],
    ['It holds 1,048,577 rows.', 'It holds 1.048.577 rows.'],
    ['about 1,234.5 MB at 0.2–0.4', 'about 1.234,5 MB at 0,2–0,4'],
  ])('%s', (point, comma) => {
    expect(numbersInForm(point, 'comma')).toBe(comma);
    expect(numbersInForm(point, 'point')).toBe(point);
  });

  it.each([
    'Qwen2.5-3B and gpt-4.1 and Qwen2.5 0.5B are names',
    'Llama 3.2 1B is another, under the Llama 3.2 Community License',
    'an adaptation of Llama 3.2, and of Gemma 3.1.',
    'CC BY 4.0, CC BY-SA 4.0, Apache 2.0, Apache-2.0',
    'saved by version 0.3 or 1.2.3',
    'on 2024-07-18, 18.07.2024 or at 10.30.15',
    'arXiv 2604.27345 (2026)',
    'http://127.0.0.1:4127/a/0.5/b and a@1.2',
    'In results.1.5.csv and 2.5.json and v1.5',
    'ICC(2,1), 1,2 and 12,34,56',
    'Its line says “3.5 of 1,000” and "0.5", and the code `0.5`',
    't_1.5 and 1.5_t and 1.7B',
  ])('%s', (words) => {
    expect(numbersInForm(words, 'comma')).toBe(words);
  });

  it('leaves the names that it is told alone, and what stands beside them not', () => {
    const words = 'is 0.123 for release 3.5 and 3.5 for run (3.5)';
    expect(numbersInForm(words, 'comma', ['release 3.5', 'run (3.5)'])).toBe(
      'is 0,123 for release 3.5 and 3,5 for run (3.5)',
    );
  });

  it('leaves names alone whatever signs they have', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'a1.5-/\\^$*+?()[]{}|<>="“ '.split('')),
      minLength: 1,
    });
    fc.assert(
      fc.property(name, (own) => {
        const words = numbersInForm(`0.25 is ${own}`, 'comma', [own]);
        if (/\d/.test(own) && !'0.25 is '.includes(own)) expect(words.endsWith(own)).toBe(true);
      }),
    );
  });

  it('is never made longer or shorter, and has the digits that it had', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-− aB(“”'.split('')) }), (words) => {
        const written = numbersInForm(words, 'comma');
        expect(written.replace(/[.,]/g, '.')).toBe(words.replace(/[.,]/g, '.'));
      }),
    );
  });
});

describe('what a person types', () => {
  it.each([
    ['0.25', 'point', 0.25],
    ['0,25', 'point', 0.25],
    ['1,250', 'point', 1250],
    ['0.25', 'comma', 0.25],
    ['0,25', 'comma', 0.25],
    ['0.125', 'comma', 0.125],
    ['1.250', 'comma', 1250],
    ['1.250,5', 'comma', 1250.5],
    [`1${THIN}250,5`, 'space', 1250.5],
    ['1 250', 'space', 1250],
    [' −3 ', 'comma', -3],
    [',5', 'comma', 0.5],
  ] as const)('%s in the form %s is %d', (typed, form, value) => {
    expect(numberIn(typed, form)).toBe(value);
  });

  it.each(['', 'x', '1.2.3', '1,25,0', '1e5', '1 2', '.', '--1'])('%s is none', (typed) => {
    expect(numberIn(typed, 'comma')).toBeNull();
  });

  it('is read back in every form as it was written', () => {
    const forms = fc.constantFrom('point', 'comma', 'space');
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), forms, (thousandths, form) => {
        const value = thousandths / 1000;
        expect(numberIn(inForm(value.toLocaleString('en', { maximumFractionDigits: 3 }), form), form)).toBe(
          value,
        );
        // As a field writes it, without thousands.
        expect(numberIn(inForm(String(value), form), form)).toBe(value);
      }),
    );
  });
});
