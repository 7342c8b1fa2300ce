import { describe, expect, it } from 'vitest';
import { textEncoding } from '../../../src/readers/tables/first-bytes.ts';

/** Letters and marks of Windows-1252 by their bytes. */
const BYTES: Readonly<Record<string, number>> = {
  '€': 0x80,
  '„': 0x84,
  '…': 0x85,
  '“': 0x93,
  '–': 0x96,
  '’': 0x92,
  '\u00a0': 0xa0,
  '«': 0xab,
  '»': 0xbb,
  '°': 0xb0,
  Ä: 0xc4,
  é: 0xe9,
  ü: 0xfc,
};
const bytesOf = (text: string) => Uint8Array.from(text, (one) => BYTES[one] ?? one.charCodeAt(0));
const encodingOf = (bytes: Uint8Array) => textEncoding(bytes).name;

describe('Windows-1252', () => {
  it.each([
    'Das kostet 4,50 € für alle – „Ärger“ … so',
    'Elle a dit «\u00a0jamais\u00a0» à 5\u00a0°C, l’été'.replace('à', 'a'),
    'it’s here',
  ])('is told by its letters and marks, marks standing alone too: %s', (text) => {
    expect(encodingOf(bytesOf(text))).toBe('windows-1252');
  });

  it.each([
    ['UTF-8', new TextEncoder().encode('4,50 € für „Ärger“ – l’été')],
    ['UTF-8 with a byte that is damaged', Uint8Array.of(...new TextEncoder().encode('für 4 '), 0x80, 0x20)],
    ['a byte between spaces and nothing else', bytesOf('4,50 € in all')],
    ['Polish in Windows-1250', Uint8Array.of(0x62, 0x79, 0xb3, 0x61, 0x20, 0xbf, 0x61, 0x62, 0x61)],
    [
      'Russian in Windows-1251',
      Uint8Array.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0),
    ],
  ])('is not what %s is', (_, bytes) => {
    expect(encodingOf(bytes)).toBe('utf-8');
  });
});
