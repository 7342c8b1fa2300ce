/** Bytes of Windows-1252 that close a word or follow it: `…`, `’`, `“`, `”`, `–`, `—`, `›`, a space that does not break, `»`. */
const AFTER_A_WORD = new Set([0x85, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9b, 0xa0, 0xbb]);
/** The first small letter of Windows-1252 above ASCII: `ß`. */
const FIRST_SMALL = 0xdf;

/** What the second byte may be after some first ones (RFC 3629). */
const SECOND: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/**
 * Whether bytes hold a character above ASCII in UTF-8, whole. The few whose bytes are the end of a word in Windows-1252 as well
 * (`é »`, `ß“`) do not count: those characters are rare, and such ends are not.
 */
export function holdsUtf8Character(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] >= 0xc2 && isUtf8Character(bytes, at)) return true;
  return false;
}

function isUtf8Character(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at];
  if (lead > 0xf4) return false;
  const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  const rest = bytes.subarray(at + 1, at + 1 + more);
  const [lowest, highest] = SECOND.get(lead) ?? [0x80, 0xbf];
  const isWhole =
    rest.length === more &&
    rest.every((byte) => (byte & 0xc0) === 0x80) &&
    rest[0] >= lowest &&
    rest[0] <= highest;
  return isWhole && !(lead >= FIRST_SMALL && rest.every((byte) => AFTER_A_WORD.has(byte)));
}
