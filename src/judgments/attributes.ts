/**
 * What is known of items, or of raters, beside the answers: their source, length or date, or age and country. No question asks it;
 * figures can be had for those alone that have one of its values.
 */
export type Attribute = ItemAttribute | RaterAttribute;

/** Text as it stands in the file, a number, or a date as ISO 8601; `null` where nothing is known. */
export type AttributeValue = string | number | null;

interface AttributeBase {
  /** The column's; unique among the attributes of items, and among those of raters. */
  readonly name: string;
  readonly kind: 'text' | 'number' | 'date';
}

export interface ItemAttribute extends AttributeBase {
  readonly of: 'items';
  /** In the order of the data set's items. */
  readonly values: readonly AttributeValue[];
}

export interface RaterAttribute extends AttributeBase {
  readonly of: 'raters';
  /** Different names, as in the votes of any question. */
  readonly raters: readonly string[];
  /** In the order of `raters`. */
  readonly values: readonly AttributeValue[];
}

/** A longer value is a text of its own. */
export const LONGEST_VALUE = 60;

/**
 * The attributes that may be shown where texts may not: none with a long text among its values, and no words about items that tell them
 * apart as the texts do (a cleaned text, a title, an address).
 * @param texts of the items, or their hashes
 */
export function withoutTextLike(attributes: readonly Attribute[], texts: readonly string[]): Attribute[] {
  return attributes.filter((attribute) => {
    if (attribute.kind !== 'text') return true;
    if (attribute.values.some((value) => isLong(value))) return false;
    return attribute.of === 'raters' || !tellsApart(attribute, texts);
  });
}

function isLong(value: AttributeValue): boolean {
  return typeof value === 'string' && value.length > LONGEST_VALUE;
}

/** Whether there are more different values than half of the different texts that have one: some may stand for several texts. */
function tellsApart({ values }: ItemAttribute, texts: readonly string[]): boolean {
  const known = values.flatMap((value, item) => (value === null ? [] : [{ value, text: texts[item] }]));
  const different = new Set(known.map(({ value }) => value)).size;
  return 2 * different > new Set(known.map(({ text }) => text)).size;
}
