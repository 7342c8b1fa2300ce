import { describe, expect, it } from 'vitest';
import { readAll } from '../../src/readers/read-all.ts';
import { readLabelNames } from '../../src/readers/label-names.ts';
import { readMapping, writeMapping } from '../../src/readers/saved-mapping.ts';
import { file, fixture } from './files.ts';

describe('a saved mapping', () => {
  it('reads the next file of the same shape as it read the first', async () => {
    const { document } = await readAll([await fixture('cases/ratings-slider-100.csv')], []);
    const [{ mapping }] = document.mappings;
    const saved = readMapping('m.json', writeMapping(mapping));
    expect(saved).toEqual([JSON.parse(JSON.stringify(mapping))]);
    const next = file('next.csv', 'id,text,rater,valence\n1,One,a,3\n1,One,b,7\n');
    const again = await readAll([next], [], { mappings: saved });
    expect(again.document.questions[0]).toMatchObject({ kind: 'ordinal', raters: 2 });
    expect(again.document.questions[0].labels).toHaveLength(101);
  });

  it('stands in what was written of a reading, also of a tool’s files', async () => {
    const { document } = await readAll([await fixture('tools/argilla2.jsonl')], []);
    const saved = readMapping('reading.json', JSON.stringify(document));
    const again = await readAll([await fixture('tools/argilla2.jsonl')], [], { mappings: saved });
    expect(again.document.questions).toEqual(document.questions);
  });

  it('keeps the names of labels that every object has', () => {
    const labelNames = JSON.parse(
      '{"constructor": "a", "__proto__": "b", "prototype": "c", "1": "d"}',
    ) as object;
    const mapping = {
      layout: 'long',
      text: 't',
      id: null,
      rater: 'r',
      questions: [],
      abstentions: [],
      labelNames,
    };
    const [saved] = readMapping('m.json', JSON.stringify(mapping));
    expect(JSON.stringify(saved.labelNames)).toBe(JSON.stringify(labelNames));
    expect(() => readMapping('m.json', JSON.stringify({ ...mapping, labelNames: { a: 1 } }))).toThrow();
    expect(() => readMapping('m.json', JSON.stringify({ ...mapping, labelNames: ['a'] }))).toThrow();
  });

  it.each(['no JSON', '{}', '[]', '{"layout": "long"}', '{"mappings": []}', '[null]'])(
    'refuses %s',
    (content) => {
      expect(() => readMapping('m.json', content)).toThrow(/^m\.json: It (is no JSON|holds no mapping)/);
    },
  );
});

describe('names of labels', () => {
  it.each([
    ['an object', 'l.json', '{"0": "joy", "1": "anger"}'],
    ['a list', 'l.json', '["joy", "anger"]'],
    ['a table', 'l.csv', 'code,label\n0,joy\n1,anger\n'],
    ['a table without a header', 'l.csv', '0,joy\n1,anger\n'],
    ['lines', 'l.txt', 'joy\nanger\n'],
  ])('are read from %s', async (_, name, content) => {
    expect(await readLabelNames(file(name, content))).toEqual({ '0': 'joy', '1': 'anger' });
  });

  it('give codes their words', async () => {
    const labels = { '0': 'joy', '1': 'anger', '2': 'sadness', '3': 'fear' };
    const { document } = await readAll([await fixture('cases/raters-classcodes.csv')], [], {
      said: { labels },
    });
    expect(document.questions[0].labels).toEqual(['anger', 'fear', 'joy', 'sadness']);
  });
});

describe('what a person says', () => {
  const csv =
    'nr;wer;was;wert\n1;a;Ein Satz mit Worten;9\n1;b;Ein Satz mit Worten;99\n2;a;Noch ein Satz hier;3\n';

  it('names columns, a scale and what is missing', async () => {
    const said = {
      text: 'was',
      rater: 'wer',
      label: ['wert'],
      missing: ['99'],
      scale: { lowest: 0, highest: 10 },
    };
    const { document } = await readAll([file('a.csv', csv)], [], { said });
    expect(document.questions[0]).toMatchObject({ name: 'wert', kind: 'ordinal', abstentions: 1 });
    expect(document.questions[0].votes).toEqual([
      ['1', 'a', ['9']],
      ['2', 'a', ['3']],
    ]);
  });

  it('settles what would be asked', async () => {
    const survey = await fixture('cases/forms-wide-likert.csv');
    const people = await readAll([survey], [], { said: { rowsAre: 'people' } });
    const items = await readAll([survey], [], { said: { rowsAre: 'items' } });
    expect(people.document.items).toHaveLength(15);
    expect(items.document.items).toHaveLength(24);
  });

  it('that no file has is refused', async () => {
    await expect(readAll([file('a.csv', csv)], [], { said: { text: 'satz' } })).rejects.toThrow(
      'a.csv: It has no column "satz". Found a table with the columns "nr", "wer", "was", "wert".',
    );
  });
});
