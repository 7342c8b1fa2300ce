import { describe, expect, it } from 'vitest';
import { textEncoding } from '../../../src/readers/tables/first-bytes.ts';

/** Letters and marks of Windows-1252 by their bytes. */
const BYTES: Readonly<Record<string, number>> = {
  '€': 0x80,
  '„': 0x84,
  '…': 0x85,
  '“': 0x93,
  '”': 0x94,
  œ: 0x9c,
  '–': 0x96,
  '’': 0x92,
  '\u00a0': 0xa0,
  '«': 0xab,
  '»': 0xbb,
  '°': 0xb0,
  ß: 0xdf,
  Ä: 0xc4,
  é: 0xe9,
  ü: 0xfc,
};
const bytesOf = (text: string) => Uint8Array.from(text, (one) => BYTES[one] ?? one.charCodeAt(0));
const encodingOf = (bytes: Uint8Array) => textEncoding(bytes).name;

describe('Windows-1252', () => {
  it.each([
    'Das kostet 4,50 € für alle – „Ärger“ … so',
    'Elle a dit «\u00a0jamais\u00a0» à 5\u00a0°C, l’été',
    'it’s here',
    // Ends of words whose bytes could be a character of UTF-8 too.
    '«\u00a0la beauté\u00a0», l’été… et après',
    '„Der Spaß“',
    '“touché…” dit-il',
    '¿Qué pasó? ¡No lo sé! Ni ó ni á',
    'Sa sœur a du cœur',
    // A space is missing once.
    'er sagte „ja“und „nein“ dazu',
  ])('is told by its letters and marks, marks standing alone too: %s', (text) => {
    expect(encodingOf(bytesOf(text))).toBe('windows-1252');
  });

  it.each([
    ['UTF-8', new TextEncoder().encode('4,50 € für „Ärger“ – l’été')],
    ['UTF-8 with a byte that is damaged', Uint8Array.of(...new TextEncoder().encode('für 4 '), 0x80, 0x20)],
    [
      'UTF-8 with a letter that is none',
      Uint8Array.of(...new TextEncoder().encode('für '), 0x66, 0xfc, 0x72),
    ],
    ['DOS, whose é and ä are marks of it', Uint8Array.of(0x63, 0x61, 0x66, 0x82, 0x20, 0x4d, 0x84, 0x64)],
    ['the classic Mac OS, whose ß is a mark of it', Uint8Array.of(0x53, 0x70, 0x61, 0xa7, 0x65)],
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
