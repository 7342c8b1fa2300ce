/** About the width of a character of a chart's words, in pixels. */
const CHARACTER = 7.2;
/** As `ChartCard.svelte` draws words. */
const FONT = { plain: '400 13px', strong: '650 13px' } as const;
const SIGNS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Words that have room: of longer ones their end, in which names of models differ.
 * @param room in pixels
 * @param character width of one, where it is not that of a chart's words
 */
export function shortened(words: string, room: number, character = CHARACTER): string {
  const most = Math.max(1, Math.floor(room / character));
  if (words.length <= most) return words;
  const signs = signsOf(words);
  let from = signs.length;
  for (let left = most - 1; from > 0 && signs[from - 1].length <= left; from--)
    left -= signs[from - 1].length;
  return `…${signs.slice(from).join('')}`;
}

/** Width in pixels of a chart's words as this browser draws them. */
export function drawnWidth(words: string, weight: keyof typeof FONT): number {
  const canvas = canvasForWords();
  if (!canvas) return words.length * CHARACTER;
  canvas.font = `${FONT[weight]} ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(words).width;
}

/**
 * As {@link shortened}, by the words' own width: names in capitals or in other scripts are wider than most.
 * @param keep which end stays: a label is known by its beginning
 */
export function shortenedAsDrawn(
  words: string,
  room: number,
  weight: keyof typeof FONT,
  keep: 'beginning' | 'end' = 'end',
): string {
  if (drawnWidth(words, weight) <= room) return words;
  const signs = signsOf(words);
  const kept = (count: number) =>
    keep === 'end' ? `…${signs.slice(signs.length - count).join('')}` : `${signs.slice(0, count).join('')}…`;
  let [from, to] = [0, signs.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (drawnWidth(kept(middle), weight) <= room) from = middle;
    else to = middle - 1;
  }
  return kept(from);
}

/**
 * Names as {@link shortenedAsDrawn} has them; where two would read alike, both without whose model they are (`owner/`) if that tells
 * them apart, and if need be cut in the middle, or on both sides of where they differ: names of models differ at their beginnings too, and
 * ways of asking at their ends.
 */
export function shortenedApart(
  names: readonly string[],
  room: number,
  weight: keyof typeof FONT,
): readonly string[] {
  const short = names.map((name) => shortenedAsDrawn(name, room, weight));
  const isAlike = (all: readonly string[], place: number) =>
    all.some((other, at) => other === all[place] && names[at] !== names[place]);
  const ownerless = names.map((name) => cutInMiddle(name.replace(/^[^/]*\//, ''), room, weight));
  return short.map((one, place) => {
    if (!isAlike(short, place)) return one;
    if (!isAlike(ownerless, place)) return ownerless[place];
    const middle = names.map((name) => cutInMiddle(name, room, weight));
    if (!isAlike(middle, place)) return middle[place];
    const others = names.filter((name, at) => middle[at] === middle[place] && name !== names[place]);
    return fromDifference(names[place], others, room, weight);
  });
}

/** A name from where it first differs from any of some others. */
function fromDifference(
  name: string,
  others: readonly string[],
  room: number,
  weight: keyof typeof FONT,
): string {
  const own = signsOf(name);
  const places = others.map((other) => {
    const signs = signsOf(other);
    const differs = own.findIndex((sign, at) => sign !== signs[at]);
    return differs < 0 ? own.length : differs;
  });
  const rest = own.slice(Math.min(...places));
  const cut = (kept: number) => `…${rest.slice(0, kept).join('')}${kept < rest.length ? '…' : ''}`;
  let kept = rest.length;
  while (kept > 1 && drawnWidth(cut(kept), weight) > room) kept--;
  return cut(kept);
}

function cutInMiddle(words: string, room: number, weight: keyof typeof FONT): string {
  if (drawnWidth(words, weight) <= room) return words;
  const characters = signsOf(words);
  const cut = (kept: number) =>
    `${characters.slice(0, Math.ceil(kept / 2)).join('')}…${characters.slice(characters.length - Math.floor(kept / 2)).join('')}`;
  let kept = characters.length - 1;
  while (kept > 0 && drawnWidth(cut(kept), weight) > room) kept--;
  return cut(kept);
}

/** What a reader takes for one sign each: a letter with its accents, a flag, a family. */
function signsOf(words: string): string[] {
  return [...SIGNS.segment(words)].map(({ segment }) => segment);
}

let canvas: CanvasRenderingContext2D | null | undefined;

function canvasForWords(): CanvasRenderingContext2D | null {
  if (canvas === undefined)
    canvas = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
  return canvas;
}
