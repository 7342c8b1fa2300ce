import { expect, it } from 'vitest';
import { VotesBuilder } from '../../../../src/judgments/votes.ts';
import type { ShownTexts } from '../../../../src/pages/project/shown.ts';
import { addressOf } from '../../../../src/pages/address/link-address.ts';
import { listedTexts } from '../../../../src/pages/read/items/listed-texts.ts';

const question = { kind: 'categorical', id: 'mood', name: 'mood', labels: ['glad', 'sad'] } as const;
const votes = new VotesBuilder();
for (const [item, label] of [0, 0, 1].entries()) votes.add(item, null, [label]);
const texts = ['So glad', 'Glad again', 'Sad'];
const shown: ShownTexts = {
  dataset: { name: 'Texts', ids: ['a', 'b', 'c'], texts, questions: [], sources: [] },
  texts,
  asked: question,
  annotated: { question, votes: votes.build(3), origin: 'raters' },
  columns: {
    people: Float64Array.of(1, 0, 1, 0, 0, 1),
    model: Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.4, 0.6),
    answered: Uint8Array.of(1, 1, 1),
    seen: Uint8Array.of(0, 0, 0),
    gap: Float64Array.of(0.1, 0.6, 0.3),
    humanEntropy: Float64Array.of(0, 0, 0),
    modelEntropy: Float64Array.of(0.4, 0.7, 0.9),
    rightHumanEntropy: null,
    rightModelEntropy: null,
  },
};
const listed = (link: string) => [...listedTexts(shown, addressOf(link)).items];

it('are those that a link narrows to, in its order', () => {
  expect(listed('#project=1&view=items')).toEqual([1, 2, 0]);
  expect(listed('#sort=gap-up')).toEqual([0, 2, 1]);
  expect(listed('#category=sad')).toEqual([1, 2]);
  expect(listed('#gap=0..0.2')).toEqual([0]);
  expect(listed('#search=glad&sort=most%3Aglad')).toEqual([0, 1]);
  expect(listed('#unsure=0.5..1')).toEqual([1, 2]);
});

it('without a model are those that people judged, as in the file', () => {
  const before = listedTexts({ ...shown, columns: null }, addressOf('#category=glad'));
  expect([...before.items]).toEqual([0, 1]);
  expect([...before.people!]).toEqual([1, 0, 1, 0, 0, 1]);
});
