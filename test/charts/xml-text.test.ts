import { expect, it } from 'vitest';
import { wellFormedXml } from '../../src/charts/xml-text.ts';

it('what XML has no place for is shown as a sign that is not known, and all else stays', () => {
  expect(wellFormedXml('<text>a\u0000b\u0001c\u000Bd\uFFFEe\uD800f</text>')).toBe(
    '<text>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf</text>',
  );
  const fine = '<text>\t\n\r é 漢 \u{1F600} \u202E \uFFFD</text>';
  expect(wellFormedXml(fine)).toBe(fine);
});
