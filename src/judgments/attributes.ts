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
