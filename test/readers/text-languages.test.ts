import { describe, expect, it } from 'vitest';
import { exampleTexts } from '../../src/readers/examples.ts';
import { languageWarning } from '../../src/readers/language-warning.ts';
import { checkLanguages, lookedAt } from '../../src/readers/text-languages.ts';

const ENGLISH = exampleTexts().texts;
const GERMAN = [
  'Ich bin so froh.',
  'Das ist doch nicht wahr!',
  'Gestern war ein schöner Tag.',
  'Mir ist kalt und ich will nach Hause.',
  'Niemand hat mir etwas gesagt.',
  'Was für ein schöner Abend',
];

describe('the languages of texts', () => {
  it('are English for our examples, short as most of them are', async () => {
    const check = await checkLanguages(ENGLISH);
    expect(check).toMatchObject({ other: 0, languages: [], examples: [] });
    expect(check.judged).toBeGreaterThan(0.9 * ENGLISH.length);
    expect(languageWarning(check)).toBeNull();
  });

  it('are told of short texts together', async () => {
    const check = await checkLanguages([...ENGLISH, ...GERMAN]);
    expect(check.other).toBe(GERMAN.length);
    expect(check.languages).toEqual([{ code: 'de', texts: 6 }]);
    expect(check.examples[0]).toBe('Mir ist kalt und ich will nach Hause.');
  });

  it('are told by the script, and named only where they are sure', async () => {
    const short = ['今日はとても嬉しい。', 'Я очень рад', 'אני כל כך שמח 🎉'];
    const check = await checkLanguages([...short, 'Сегодня был прекрасный день, и я очень рад этому.']);
    expect(check).toMatchObject({ judged: 4, other: 4 });
    expect(check.languages).toEqual([
      { code: 'und', texts: 3 },
      { code: 'ru', texts: 1 },
    ]);
  });

  it.each([
    ['fr', "Je suis tellement content de te voir ce soir, c'était une journée magnifique pour nous deux."],
    ['es', 'Estoy muy cansado y no quiero hablar con nadie de lo que pasó ayer por la noche en casa.'],
    ['tr', 'Dün akşam eve dönerken yağmurda ıslandım ama yine de çok mutluydum, çünkü sen oradaydın.'],
    ['pl', 'Wczoraj wieczorem byłem bardzo zmęczony i nie chciałem rozmawiać z nikim o tej sprawie.'],
  ])('are told of one long text: %s', async (code, text) => {
    expect((await checkLanguages([text])).languages).toEqual([{ code, texts: 1 }]);
  });

  it('are not judged of a few words, numbers, links and faces', async () => {
    const check = await checkLanguages(['ok', 'lol', '12 %', '🎉🎉', 'https://example.org/a/b', '']);
    expect(check).toMatchObject({ judged: 0, other: 0 });
    expect(languageWarning(check)).toBeNull();
  });

  it('are looked for in so many texts at the most, evenly', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => (at % 4 === 0 ? GERMAN[3] : ENGLISH[at % 62]));
    expect(lookedAt(many)).toHaveLength(2000);
    const blocks = Array.from({ length: 100_000 }, (_, at) => (at < 25_000 ? GERMAN[3] : ENGLISH[at % 62]));
    const { judged, other } = await checkLanguages(blocks);
    expect(other / judged).toBeCloseTo(0.25, 2);
  });
});

describe('the warning', () => {
  it('has the share, the languages and three examples, cut where they are long', () => {
    const long = 'Gestern '.repeat(40);
    expect(
      languageWarning({
        language: 'en',
        judged: 100,
        other: 31,
        languages: [
          { code: 'de', texts: 20 },
          { code: 'und', texts: 11 },
        ],
        examples: [long, 'Ja\nsehr', 'Я рад'],
      }),
    ).toBe(
      '31% of the texts do not read as English (31 of 100 that could be judged; German 20, another script 11), ' +
        `for example “${long.slice(0, 79)}…”, “Ja sehr”, “Я рад”.`,
    );
  });

  it('does not come from one text in many, which may be a chance finding', () => {
    const one = { language: 'en', other: 1, languages: [{ code: 'pt', texts: 1 }], examples: ['Avenida'] };
    expect(languageWarning({ ...one, judged: 1991 })).toBeNull();
    expect(languageWarning({ ...one, judged: 20 })).toMatch(/^5% of the texts/);
  });
});
