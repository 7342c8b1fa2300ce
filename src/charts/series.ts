import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  type SymbolType,
} from 'd3';

/** Colours of models, one after another: `--series-1` and so on in colours.css. */
const COLOURS = 6;
/** Their marks; people's is a diamond and a baseline's a tick. */
const SHAPES: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolCross, symbolStar];

/** The colour of a model by its place among all models of a project. */
export function seriesColour(place: number): string {
  return `var(--series-${(place % COLOURS) + 1})`;
}

/** The colour of people, of a baseline, or of a model by its place; `null` where it has none. */
export function roleColour(role: 'people' | 'model' | 'reference', place: number | null): string {
  return place === null ? `var(--${role})` : seriesColour(place);
}

/** Its mark, about a point, as a path: with the colour it tells thirty models apart. */
export function seriesPath(place: number, radius: number): string {
  return symbol(SHAPES[place % SHAPES.length], Math.PI * radius ** 2)()!;
}
