import { describe, expect, it } from 'vitest';
import { occlude, withoutWord, wordsOf } from '../../src/annotators/occlusion.ts';

const cut = (text: string) => wordsOf(text).map(({ start, end }) => text.slice(start, end));

describe('the words of a text', () => {
  it('are runs of letters and single emoji, in any script', () => {
    expect(cut("I can't, really. 🎉👩‍👩‍👧")).toEqual(['I', "can't", 'really', '🎉', '👩‍👩‍👧']);
    expect(cut('שלום עולם')).toEqual(['שלום', 'עולם']);
    expect(cut('我很高兴').join('')).toBe('我很高兴');
    expect(cut('我很高兴').length).toBeGreaterThan(1);
    expect(cut(' … ')).toEqual([]);
  });

  it('are left out with the space that they leave double', () => {
    const text = 'What a day, friend.';
    const left = wordsOf(text).map((word) => withoutWord(text, word));
    expect(left).toEqual(['a day, friend.', 'What day, friend.', 'What a , friend.', 'What a day, .']);
  });
});

describe('occlusion', () => {
  it('measures each word by what the top label loses without it', async () => {
    const asked: string[] = [];
    const found = await occlude('not so bad', 2, async (texts) => {
      asked.push(...texts);
      return Float64Array.from(
        texts.flatMap((text) => {
          const second = 0.4 + (text.includes('bad') ? 0.4 : 0) - (text.includes('not') ? 0.1 : 0);
          return [1 - second, second];
        }),
      );
    });
    expect(asked).toEqual(['not so bad', 'so bad', 'not bad', 'not so']);
    expect(found.label).toBe(1);
    expect(found.words.map(({ effect }) => Number(effect.toFixed(9)))).toEqual([-0.1, 0, 0.4]);
  });
});
