import type { Attribute, AttributeValue } from '../judgments/attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { quantile } from './bootstrap.ts';
import { textLength } from './text-length.ts';

/** What attributes are known from. */
export type AttributedTexts = Partial<Pick<Dataset, 'attributes' | 'texts' | 'withoutText'>>;

/** An attribute by which figures can be had of a part of the texts or of the raters; or why they cannot. */
export interface SliceChoice {
  readonly attribute: string;
  readonly of: Attribute['of'];
  /** Of text the commonest first; of numbers and dates the lowest. Empty where there is a reason. */
  readonly values: readonly SliceValue[];
  /** Why there is nothing to choose; `null` where there is. */
  readonly reason: string | null;
}

/** One value, or a third of all numbers or dates. */
export interface SliceValue {
  /** What it goes by in an address and on the command line. */
  readonly value: string;
  /** In words: `lowest third, 20 to 31`. */
  readonly words: string;
  /** Items or raters that have it. */
  readonly count: number;
  readonly has: (value: AttributeValue) => boolean;
}

const THIRDS = { number: ['lowest', 'middle', 'highest'], date: ['earliest', 'middle', 'latest'] } as const;

/** Numbers or dates of which each can be chosen where there are no thirds: more make no list to choose from. */
const FEW_VALUES = 12;

/** What is known of a data set's texts and raters: what its files say, and how long the texts are. */
export function attributesOf(dataset: AttributedTexts): Attribute[] {
  return [...(dataset.attributes ?? []), ...textLength(dataset)];
}

/** What a data set can be sliced by, and why not by its other attributes. */
export function sliceChoices(dataset: AttributedTexts): SliceChoice[] {
  return attributesOf(dataset).map((attribute) => {
    const { name, of, kind } = attribute;
    const known = attribute.values.filter((value) => value !== null);
    const different = new Set(known);
    const whose = of === 'items' ? 'text' : 'rater';
    const reason =
      different.size < 2
        ? `Every ${whose} has the same value, or none.`
        : kind === 'text' && different.size === known.length && known.length > 2
          ? `Every ${whose} has a value of its own.`
          : null;
    if (reason !== null) return { attribute: name, of, values: [], reason };
    const each = { attribute: name, of, reason: null };
    if (kind === 'text' || different.size <= 3) return { ...each, values: eachValue(known, kind) };
    const parts = thirds(known, kind);
    if (parts.length > 1) return { ...each, values: parts };
    // So many have the highest value that the lowest third is everybody.
    if (different.size <= FEW_VALUES) return { ...each, values: eachValue(known, kind) };
    const [{ value: commonest }] = eachValue(known, 'text');
    const many = `Two thirds of the ${whose}s or more have one value, ${commonest}, so that there are no thirds.`;
    return { attribute: name, of, values: [], reason: many };
  });
}

function eachValue(known: readonly (string | number)[], kind: Attribute['kind']): SliceValue[] {
  const counts = new Map<string | number, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].sort(([one, times], [other, otherTimes]) =>
    kind === 'text' ? otherTimes - times || ascending(one, other) : ascending(one, other),
  );
  return values.map(([own, count]) => ({
    value: String(own),
    words: String(own),
    count,
    has: (value) => value === own,
  }));
}

/** The thirds of the values, by their quantiles at 1/3 and 2/3; one that is empty, because values are alike, is left out. */
function thirds(known: readonly (string | number)[], kind: 'number' | 'date'): SliceValue[] {
  const placeOf = (value: string | number) => (kind === 'number' ? Number(value) : Date.parse(String(value)));
  const sorted = [...known].sort((one, other) => ascending(placeOf(one), placeOf(other)));
  const places = Float64Array.from(sorted, placeOf);
  const cuts = [-Infinity, quantile(places, 1 / 3), quantile(places, 2 / 3), Infinity];
  return THIRDS[kind].flatMap((name, third) => {
    const isIn = (place: number) => place > cuts[third] && place <= cuts[third + 1];
    const own = sorted.filter((value) => isIn(placeOf(value)));
    if (own.length === 0) return [];
    return [
      {
        value: name,
        words: `${name} third, ${own[0]} to ${own[own.length - 1]}`,
        count: own.length,
        has: (value) => value !== null && isIn(placeOf(value)),
      },
    ];
  });
}

function ascending<Value extends string | number>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
