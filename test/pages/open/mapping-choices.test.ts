import { describe, expect, it } from 'vitest';
import { lookAtFile } from '../../../src/readers/annotated/file-look.ts';
import type { Mapping } from '../../../src/readers/annotated/mapping.ts';
import {
  answerColumns,
  withAnswers,
  withKind,
  withLayout,
  withNearest,
  withPart,
} from '../../../src/pages/open/mapping-choices.ts';

const long: Mapping = {
  layout: 'long',
  text: 'text',
  id: null,
  rater: 'who',
  questions: [{ name: 'label', kind: 'by labels', columns: [{ column: 'label', name: 'label' }] }],
  abstentions: ['unclear'],
};
const counts: Mapping = { ...long, layout: 'label counts', rater: null, questions: [] };

describe('a column', () => {
  it('has one part: what it was before it is no longer', () => {
    expect(withPart(long, 'id', 'who')).toMatchObject({ id: 'who', rater: null, text: 'text' });
    expect(withPart(long, 'text', 'label')).toMatchObject({ text: 'label', questions: [] });
    expect(withPart(long, 'rater', null)).toMatchObject({ rater: null, text: 'text' });
    expect(withAnswers(long, 0, 'text', true)).toMatchObject({ text: null });
  });

  it('of labels is a question of its own in the long layout', () => {
    const two = withAnswers(long, 0, 'mood', true);
    expect(two.questions.map(({ name, columns }) => [name, columns[0].column])).toEqual([
      ['label', 'label'],
      ['mood', 'mood'],
    ]);
    expect(withAnswers(two, 0, 'label', false).questions.map(({ name }) => name)).toEqual(['mood']);
  });

  it('of votes joins the one question, also as the first and after the last was taken away', () => {
    const one = withAnswers(counts, 0, 'joy', true);
    const two = withAnswers(one, 0, 'fear', true);
    expect(two.questions).toEqual([
      {
        name: 'label',
        kind: 'by labels',
        columns: [
          { column: 'joy', name: 'joy' },
          { column: 'fear', name: 'fear' },
        ],
      },
    ]);
    const none = withAnswers(withAnswers(two, 0, 'joy', false), 0, 'fear', false);
    expect(answerColumns(none)).toEqual([]);
    expect(answerColumns(withAnswers(none, 0, 'joy', true))).toEqual(['joy']);
  });
});

describe('a question', () => {
  it('takes answers between points for the nearer ones while it is ordinal with a scale', () => {
    const scale = { lowest: 0, highest: 100 };
    const near = withNearest(withKind(long, 0, 'ordinal', scale), 0, true);
    expect(near.questions[0]).toMatchObject({ kind: 'ordinal', scale, nearest: true });
    expect(withKind(near, 0, 'ordinal', { lowest: 0, highest: 10 }).questions[0].nearest).toBe(true);
    expect(withKind(near, 0, 'continuous', scale).questions[0]).not.toHaveProperty('nearest');
    expect(withNearest(near, 0, false).questions[0]).not.toHaveProperty('nearest');
  });

  it('has a scale only while it is ordinal, and keeps what it is beside other columns', () => {
    const scaled = withKind(long, 0, 'ordinal', { lowest: 1, highest: 5 });
    expect(scaled.questions[0]).toMatchObject({ kind: 'ordinal', scale: { lowest: 1, highest: 5 } });
    expect(withAnswers(scaled, 0, 'mood', true).questions[0].scale).toEqual({ lowest: 1, highest: 5 });
    expect('scale' in withKind(scaled, 0, 'categorical').questions[0]).toBe(false);
    expect('scale' in withKind(scaled, 0, 'ordinal').questions[0]).toBe(false);
  });
});

it('another layout begins with what can be guessed of it, and leaves texts, ids and abstentions', async () => {
  const csv = 'nr,note,joy,fear\n1,Note,2,1\n2,Other,0,3\n';
  const { proposals } = await lookAtFile({ name: 'a.csv', blob: new Blob([csv]) });
  const chosen = { ...long, text: 'note', id: 'nr', abstentions: ['none'] };
  const wide = withLayout(chosen, 'label counts', proposals);
  expect(wide).toMatchObject({
    layout: 'label counts',
    text: 'note',
    id: 'nr',
    rater: null,
    abstentions: ['none'],
  });
  expect(answerColumns(wide)).toEqual(['joy', 'fear']);
  expect(answerColumns(withLayout({ ...chosen, id: 'joy' }, 'label counts', proposals))).not.toContain('joy');
});
