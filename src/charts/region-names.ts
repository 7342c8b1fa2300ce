import { overlap, type Box } from './label-places.ts';
import type { MapRegionMark } from './map-region.ts';
import { drawnWidth, shortenedAsDrawn } from './shortened.ts';
import { SMALLEST_SPOT, type Spot } from './spot.ts';
import type { Room, Sight } from './text-points.ts';

const MOST_WIDTH = 240;
/** Half the height of a name. */
const HALF_HEIGHT = 11;
/** From a region's upper points to the middle of its name. */
const ABOVE = 14;

/** A region where it is drawn; `name` is `null` where there is no room for one. */
export type NamedRegion = Spot & { readonly name: string | null };

/**
 * Where the names of regions stand so that none covers another, the chosen region's and those of large ones first. Regions out of
 * sight are left out.
 * @param plot what names must stay in
 * @param words of a name at the most
 * @param margin on either side of the plot
 */
export function regionNames(
  regions: readonly MapRegionMark[],
  room: Room,
  { k, x, y }: Sight,
  plot: Box,
  words: number,
  margin: number,
): NamedRegion[] {
  const taken: Box[] = [];
  const seen = (place: { readonly x: number; readonly y: number }) => ({
    x: (room.left + place.x * room.side) * k + x,
    y: (room.top + place.y * room.side) * k + y - ABOVE,
  });
  const isIn = (at: { readonly x: number; readonly y: number }) =>
    at.x >= 0 && at.x <= plot.right && at.y >= 10 && at.y <= plot.bottom - 10;
  return [...regions]
    .sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || b.texts - a.texts)
    .flatMap((region) => {
      const possible = region.places.map(seen).filter(isIn);
      if (possible.length === 0) return [];
      const short = region.name.split(', ').slice(0, words).join(', ');
      const name = shortenedAsDrawn(short, Math.min(MOST_WIDTH, plot.right - 2 * margin), 'strong');
      const long = drawnWidth(name, 'strong') + 8;
      const boxes = possible.map((at) => nameBox(at, long, plot.right));
      const free = boxes.find((box) => !taken.some((other) => overlap(other, box)));
      if (free) taken.push(free);
      return [
        {
          name: free ? name : null,
          x: free?.x ?? possible[0].x,
          y: free?.y ?? possible[0].y,
          width: free ? long : SMALLEST_SPOT,
          height: SMALLEST_SPOT,
          words: region.words,
          href: region.href,
        },
      ];
    });
}

/** What a name covers that stands at a place, or as near to it as the edges allow. */
function nameBox(
  { x, y }: { x: number; y: number },
  long: number,
  right: number,
): Box & Pick<Spot, 'x' | 'y'> {
  const centre = Math.min(Math.max(x, long / 2 + 2), right - long / 2 - 2);
  return {
    x: centre,
    y,
    left: centre - long / 2,
    right: centre + long / 2,
    top: y - HALF_HEIGHT,
    bottom: y + HALF_HEIGHT,
  };
}
