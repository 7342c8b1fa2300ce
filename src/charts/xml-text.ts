/** All that XML 1.0 has no place for, not even escaped. */
const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * A serialised document that every program opens: control characters of a label, which a browser writes as they are and then does not
 * read, become U+FFFD.
 */
export function wellFormedXml(xml: string): string {
  return xml.replace(NO_XML, '\uFFFD');
}
