/**
 * What a link asked for and is not here, in a sentence for the page that shows something else instead; `null` if all is here.
 * @param asked what is asked for, in words, with whether it is here: `["the view “maps”", false]`
 */
export function lostLink(asked: readonly (readonly [string, boolean])[]): string | null {
  const lost = asked.filter(([, isHere]) => !isHere).map(([what]) => what);
  if (lost.length === 0) return null;
  const list = lost.length === 1 ? lost[0] : `${lost.slice(0, -1).join(', ')} and ${lost[lost.length - 1]}`;
  return `This link names ${list}, which ${lost.length === 1 ? 'is' : 'are'} not here; what is shown comes nearest.`;
}
