import { expect, it } from 'vitest';
import { fileName } from '../../src/files/file-name.ts';

it('a title is the name of a file on every system', () => {
  expect(fileName('</script> ../../etc\u0000 <img onerror> a:b|c?.csv')).toBe(
    'script-etc-img-onerror-a-b-c-csv',
  );
  expect(fileName('\u202Efdp.exe')).toBe('fdp-exe');
  expect(fileName('///')).toBe('project');
});

it('a title keeps the signs that stand above and below its letters', () => {
  for (const title of ['हिन्दी', 'ภาษาไทย', 'Cafe\u0301', 'עִבְרִית']) expect(fileName(title)).toBe(title);
  expect(fileName('\u0301')).toBe('project');
});

it('a title is no longer than file systems take, with room for what follows, and no letter is cut in half', () => {
  for (const letter of ['a', 'é', '漢', '𝒳']) {
    const name = fileName(letter.repeat(500));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
    expect(new TextEncoder().encode(name).length).toBeGreaterThan(190);
    expect(name.isWellFormed()).toBe(true);
  }
});
