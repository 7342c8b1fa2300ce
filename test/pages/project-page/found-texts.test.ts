import { expect, it } from 'vitest';
import { foundTexts } from '../../../src/pages/project-page/found-texts.ts';

const TEXTS = ['So GLAD to see you', 'sad', `${'x'.repeat(200)} glad ${'y'.repeat(200)}`, 'glad\nagain'];

it('counts all texts with the words and shows the first few, with what is around them', () => {
  const { count, texts } = foundTexts(TEXTS, ' glad ', 2);
  expect(count).toBe(3);
  expect(texts.map(({ text }) => text)).toEqual([0, 2]);
  expect(texts[0].excerpt).toBe('So GLAD to see you');
  expect(texts[1].excerpt).toMatch(/^…x+ glad y+…$/);
  expect(texts[1].excerpt.length).toBeLessThanOrEqual(122);
  expect(foundTexts(TEXTS, 'again', 9).texts[0].excerpt).toBe('glad again');
});

it('finds nothing by no words', () => {
  expect(foundTexts(TEXTS, '  ', 5)).toEqual({ count: 0, texts: [] });
});
