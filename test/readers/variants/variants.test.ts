import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { BATCH_VARIANTS } from './batches.ts';
import { DATA_SET_VARIANTS } from './data-sets.ts';
import { FORMAT_VARIANTS } from './formats.ts';
import { MODEL_TABLE_VARIANTS } from './model-tables.ts';
import { MODEL_VARIANTS } from './models.ts';
import { NUMBERED_VARIANTS } from './numbered.ts';
import { VARIANTS } from './people.ts';
import { SPELLED_VARIANTS } from './spelled.ts';
import { SURVEY_VARIANTS } from './surveys.ts';
import { TOOL_VARIANTS } from './tools.ts';

const PEOPLE = [
  ...VARIANTS,
  ...TOOL_VARIANTS,
  ...SURVEY_VARIANTS,
  ...DATA_SET_VARIANTS,
  ...FORMAT_VARIANTS,
  ...NUMBERED_VARIANTS,
  ...SPELLED_VARIANTS,
];
const MODELS = [...MODEL_VARIANTS, ...BATCH_VARIANTS, ...MODEL_TABLE_VARIANTS];

/** Read in another way than expected, and said: by name, with what is asked. */
const ASKED: Readonly<Record<string, string>> = {
  'yes and no for three questions of their own':
    'labels of one question, of which several may be given, or a question each?',
  'Jigsaw’s individual annotations with a file of texts':
    'labels of one question, of which several may be given, or a question each?',
};

const folded = (labels: string) => labels.toLowerCase().split('+').sort().join('+');

/** `text | rater | labels`, without regard to case and to the order of labels. */
function comparable(vote: string): string {
  const [text, rater, labels] = vote.split(' | ');
  return `${text} | ${rater.toLowerCase()} | ${folded(labels)}`;
}

describe('files as people export them, each another way', () => {
  it.each(PEOPLE)('people: $name', async ({ name, files, questions, items = 8 }) => {
    const { document } = await readAll(files, []);
    if (Object.hasOwn(ASKED, name)) {
      expect(document.asks.map(({ what }) => what).join()).toContain(ASKED[name]);
      return;
    }
    const texts = new Map(document.items.map(({ id, text }) => [id, (text || id).trim()]));
    const read = document.questions.map(({ kind, abstentions, votes }) => ({
      kind,
      abstentions,
      votes: votes
        .map(([id, rater, labels]) => comparable(`${texts.get(id)} | ${rater ?? ''} | ${labels.join('+')}`))
        .sort(),
    }));
    expect(read).toEqual(
      questions.map(({ kind, abstentions = 0, votes }) => ({
        kind,
        abstentions,
        votes: votes.map(comparable).sort(),
      })),
    );
    expect(document.items).toHaveLength(items);
  });

  it.each(MODELS)('models: $name', async ({ people, models, labels, expected, failed = 0 }) => {
    const { document } = await readAll([people], [models]);
    expect(document.predictions).toHaveLength(1);
    const [{ answers, failed: lost, unmatched }] = document.predictions;
    const given = new Map(answers);
    const order = document.questions[0].labels.map((label) => labels.indexOf(label));
    const wanted = expected.map((shares) => shares && order.map((at) => shares[at]));
    for (const [item, { id }] of document.items.entries()) {
      const shares = given.get(id) ?? null;
      if (wanted[item] === null) expect(shares).toBeNull();
      else for (const [at, share] of wanted[item].entries()) expect(shares?.[at]).toBeCloseTo(share, 2);
    }
    expect({ failed: lost, unmatched }).toEqual({ failed, unmatched: [] });
  });
});
