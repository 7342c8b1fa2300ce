/** Bytes of a name, of which file systems take 255: what a file holds and what kind it is of come behind it. */
const MOST_BYTES = 200;

/**
 * A title as the name of a file that every system takes: letters with their signs and digits, all else a hyphen; `project` if none is left.
 * A very long one is cut behind a whole letter.
 */
export function fileName(title: string): string {
  const words = title.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^[-\p{M}]+|-$/gu, '');
  return cut(words).replace(/-$/, '') || 'project';
}

function cut(words: string): string {
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  if (bytes(words) <= MOST_BYTES) return words;
  let name = '';
  for (const { segment } of new Intl.Segmenter().segment(words)) {
    if (bytes(name + segment) > MOST_BYTES) break;
    name += segment;
  }
  return name;
}
