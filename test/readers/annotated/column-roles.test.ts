import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/readers/annotated/mapping.ts';
import { readAll } from '../../../src/readers/read-all.ts';
import { fixture } from '../files.ts';

const file = (name: string, rows: readonly string[]) => ({ name, blob: new Blob([rows.join('\n')]) });

async function rolesOf(files: Parameters<typeof readAll>[0], options: Parameters<typeof readAll>[2] = {}) {
  const { document } = await readAll(files, [], options);
  return document.columns.map(({ columns }) =>
    Object.fromEntries(columns.map(({ column, taken, why }) => [column, [taken, why]])),
  );
}

const rows = [
  'nr,comment,coder,mood,age,gold,made at',
  ...Array.from(
    { length: 8 },
    (_, row) =>
      `${row >> 1},A remark of ours number ${row >> 1},w${row % 2},${row % 3 ? 'glad' : 'sad'},3${row},sad,2025-03-0${row + 1}`,
  ),
];

describe('what the columns of a file were taken for', () => {
  it('is said with what spoke for it, also for those that are not read', async () => {
    const [roles] = await rolesOf([file('a.csv', rows)]);
    expect(roles).toEqual({
      nr: ['ids of texts', 'Named as ids are; 4 different in the first 8 rows with a value.'],
      comment: ['texts', 'Named as texts are; 4 different in the first 8 rows with a value.'],
      coder: ['raters', 'Named as raters are; 2 different in the first 8 rows with a value.'],
      mood: [
        'answers to “mood”',
        'Named as answers are; 2 different in the first 8 rows with a value: “sad”, “glad”.',
      ],
      age: [
        'not read',
        'Named as something about the row, and no answer; 8 different numbers from 30 to 37 in the first 8 rows with a value.',
      ],
      gold: [
        'an attribute of texts',
        'A text has the same in all its rows; 1 different in the first 8 rows with a value: “sad”.',
      ],
      'made at': [
        'not read',
        'Holds times; 8 different in the first 8 rows with a value: “2025-03-01”, “2025-03-02”, “2025-03-03”, ….',
      ],
    });
  });

  it('is a person’s word where it differs from the guess', async () => {
    const mapping: Mapping = {
      layout: 'long',
      text: 'comment',
      id: 'nr',
      rater: 'coder',
      questions: [{ name: 'gold', kind: 'by labels', columns: [{ column: 'gold', name: 'gold' }] }],
      abstentions: [],
    };
    const [roles] = await rolesOf([file('a.csv', rows)], { mappings: [mapping] });
    expect(roles.gold[1]).toMatch(/^Said so;/);
    expect(roles.mood).toEqual(['not read', expect.stringMatching(/^Said so;/)]);
    expect(roles.comment[1]).toMatch(/^Named as texts are;/);
  });

  it('is the schema’s where a tool wrote the file', async () => {
    const [roles] = await rolesOf([await fixture('cases/labelstudio-csv.csv')]);
    expect(roles.emotion).toEqual([
      'a part of each answer',
      'Label Studio CSV or JSON-MIN has it in this column.',
    ]);
    expect(roles.lead_time[0]).toBe('a part of each answer');
    expect(roles.updated_at[0]).toBe('not read');
  });
});
