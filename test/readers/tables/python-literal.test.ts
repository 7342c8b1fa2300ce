import { describe, expect, it } from 'vitest';
import { pythonLiteral } from '../../../src/readers/tables/python-literal.ts';

describe('pythonLiteral', () => {
  it.each([
    ["['joy', 'fear']", ['joy', 'fear']],
    ["{'joy': 2, 'fear': {'a': 1}}", { joy: 2, fear: { a: 1 } }],
    ["{'a', 'b'}", ['a', 'b']],
    ["{{'a'}, 'b'}", [['a'], 'b']],
    ["{('a', 1): 2}", { 'a,1': 2 }],
    ['{}', {}],
    ['[ 3 27]', [3, 27]],
    ['array([1, 2], dtype=int64)', [1, 2]],
  ])('reads %s', (text, value) => {
    expect(pythonLiteral(text)).toEqual(value);
  });

  it.each(["{'a': 1, 'b'}", "{'a'", '[1', '{', "{'a': }"])('takes %s for none', (text) => {
    expect(pythonLiteral(text)).toBeUndefined();
  });

  it('reads braces in braces once', () => {
    const start = performance.now();
    expect(pythonLiteral('{'.repeat(90))).toBeUndefined();
    expect(pythonLiteral(`${'{'.repeat(28)}1${'}'.repeat(28)}`)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});
