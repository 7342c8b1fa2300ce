import type { ArrayFile, ArrayFileWriter, ArrayPlace } from '../files/array-file.ts';
import type { Attribute, AttributeValue } from '../judgments/attributes.ts';
import { placeStrings, stringsAt, type StringsPlace } from './placed-strings.ts';

/** An attribute in a file of arrays: its different values as texts, and for each item or rater the place of its own. */
export interface PlacedAttribute {
  readonly name: string;
  readonly of: Attribute['of'];
  readonly kind: Attribute['kind'];
  /** `null` for an attribute of items. */
  readonly raters: StringsPlace | null;
  readonly different: StringsPlace;
  /** Counted from 1; 0 where nothing is known. */
  readonly values: ArrayPlace;
}

export function placeAttribute(attribute: Attribute, arrays: ArrayFileWriter): PlacedAttribute {
  const { name, of, kind, values } = attribute;
  const places = new Map<AttributeValue, number>();
  for (const value of values) if (value !== null && !places.has(value)) places.set(value, places.size + 1);
  return {
    name,
    of,
    kind,
    raters: of === 'raters' ? placeStrings(attribute.raters, arrays) : null,
    different: placeStrings([...places.keys()].map(String), arrays),
    values: arrays.add(Uint32Array.from(values, (value) => places.get(value) ?? 0)),
  };
}

/** @throws RangeError if a value is none of those that the file has, or no number where it is to be one */
export function attributeAt(
  { name, of, kind, raters, different, values }: PlacedAttribute,
  file: ArrayFile,
): Attribute {
  const texts = stringsAt(different, file);
  const known: readonly AttributeValue[] = [null, ...(kind === 'number' ? texts.map(Number) : texts)];
  if (kind === 'number' && !known.slice(1).every(Number.isFinite))
    throw new RangeError(`the attribute "${name}" is to have numbers`);
  const own = Array.from(file.array(values), (place) => {
    const value = known[place];
    if (value === undefined) throw new RangeError(`a value of the attribute "${name}" is not there`);
    return value;
  });
  if (of === 'items') return { name, of, kind, values: own };
  const names = stringsAt(raters!, file);
  if (new Set(names).size < names.length) throw new RangeError(`raters of the attribute "${name}" are alike`);
  return { name, of, kind, raters: names, values: own };
}
