import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { humanDistributions, ratersPerItem, VotesBuilder, withoutRaters } from '../../src/judgments/votes.ts';

describe('votes', () => {
  it('packs votes by item whatever the order they came in', () => {
    const builder = new VotesBuilder();
    builder.add(1, 'ann', [2]);
    builder.add(0, 'bo', [1, 0, 1]);
    builder.add(0, 'ann', [1]);
    builder.add(2, 'ann', []);
    const votes = builder.build(3);

    expect([...votes.voteStart]).toEqual([0, 2, 3, 3]);
    expect([...votes.labelStart]).toEqual([0, 2, 3, 4]);
    expect([...votes.labels]).toEqual([0, 1, 1, 2]);
    expect([...votes.raters!].map((rater) => votes.raterIds![rater])).toEqual(['bo', 'ann', 'ann']);
    expect([...votes.abstentions]).toEqual([0, 0, 1]);
    expect([...ratersPerItem(votes)]).toEqual([2, 1, 0]);
  });

  it('gives each rater the same weight, divided among the labels of their set', () => {
    const builder = new VotesBuilder();
    builder.add(0, null, [0, 1]);
    builder.add(0, null, [1]);
    expect([...humanDistributions(builder.build(2), 3)]).toEqual([0.25, 0.75, 0, 0, 0, 0]);
  });

  it('forgets raters where one of them has no id', () => {
    const builder = new VotesBuilder();
    builder.add(0, 'ann', [0]);
    builder.add(0, null, [1]);
    expect(builder.build(1).raters).toBeNull();
  });

  it('keeps `__proto__` as an ordinary rater id', () => {
    const builder = new VotesBuilder();
    builder.add(0, '__proto__', [0]);
    expect(builder.build(1).raterIds).toEqual(['__proto__']);
  });

  it('keeps how long each answer took, also of some raters alone', () => {
    const builder = new VotesBuilder();
    builder.add(1, 'ann', [2], 4.5);
    builder.add(0, 'bo', [1], 3);
    builder.add(0, 'ann', [1]);
    const votes = builder.build(2, 'between answers');
    expect(votes.times).toEqual({ seconds: Float32Array.of(3, NaN, 4.5), from: 'between answers' });
    expect(withoutRaters(votes, [votes.raterIds!.indexOf('bo')]).times!.seconds).toEqual(
      Float32Array.of(NaN, 4.5),
    );
    const untimed = new VotesBuilder();
    untimed.add(0, 'ann', [0]);
    expect(untimed.build(1)).not.toHaveProperty('times');
  });

  it('makes every row with a vote sum to one', () => {
    const vote = fc.record({
      item: fc.nat(4),
      labels: fc.uniqueArray(fc.nat(5), { minLength: 0, maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(vote), (given) => {
        const builder = new VotesBuilder();
        for (const { item, labels } of given) builder.add(item, null, labels);
        const votes = builder.build(5);
        const distributions = humanDistributions(votes, 6);
        for (const [item, raters] of ratersPerItem(votes).entries()) {
          const sum = distributions.slice(item * 6, item * 6 + 6).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(raters > 0 ? 1 : 0, 12);
        }
      }),
    );
  });
});
