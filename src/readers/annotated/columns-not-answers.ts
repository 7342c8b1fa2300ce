import type { FileHead } from '../tables/file-head.ts';
import type { AttributeBook, AttributeOf } from './attribute-book.ts';
import { namedColumns } from './describe-mapping.ts';
import { mappedColumns, type Mapping } from './mapping.ts';

/** Whose the values of columns are that were read as attributes, and what is each answer's own and so not kept. */
export function attributesInWords(names: readonly string[], about: AttributeBook): string[] {
  const whose: Record<AttributeOf, string> = {
    items: 'attributes of texts: ',
    raters: 'attributes of raters: ',
    answers: 'columns not read, because they differ from answer to answer: ',
    'long texts': 'columns not read, because they hold long texts: ',
  };
  return (['items', 'raters', 'answers', 'long texts'] as const).flatMap((of) => {
    const own = names.filter((name) => about.of(name) === of);
    return own.length === 0 ? [] : [whose[of] + namedColumns(own)];
  });
}

/** The columns that are neither answers nor attributes, in words; empty where there are none. */
export function unread(mapping: Mapping, { columns }: FileHead, attributes: readonly string[]): string {
  const read = new Set([...mappedColumns(mapping), ...attributes]);
  const others = columns.filter((column) => !read.has(column));
  return others.length === 0 ? '' : `, columns not read: ${namedColumns(others)}`;
}
