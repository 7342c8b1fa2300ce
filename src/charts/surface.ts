import { getContext, setContext } from 'svelte';

/**
 * What a chart is drawn on: the `page`, where it can be pointed at and taken along; the `stage`, where it fills a screen that is read
 * from afar; or a `sheet`, a document without script.
 */
export type Surface = 'page' | 'stage' | 'sheet';

const SURFACE = Symbol('surface');

/** Draws all charts within the calling component on a surface. */
export function drawOn(surface: Surface): void {
  setContext(SURFACE, surface);
}

const OPENER = Symbol('opener of marks');

/** Shows what is behind a mark, given its address; on the stage, where no link is followed. */
export type OpenMark = (href: string) => void;

/** Lets the marks of all charts within the calling component be opened on the stage. */
export function openMarksBy(open: OpenMark): void {
  setContext(OPENER, open);
}

/** What opens the calling chart's marks on the stage; `null` where nothing does. */
export function openerOfMarks(): OpenMark | null {
  return getContext<OpenMark | undefined>(OPENER) ?? null;
}

/** The same for components that are mounted by hand: the context to mount them with. */
export function surfaceContext(surface: Surface): Map<symbol, Surface> {
  return new Map([[SURFACE, surface]]);
}

/** What the calling chart is drawn on. */
export function surfaceOfChart(): Surface {
  return getContext<Surface | undefined>(SURFACE) ?? 'page';
}

/** Height of a chart that could have any, on the stage: few pixels, because there it is enlarged to fill the screen, its words with it. */
export const STAGE_HEIGHT = 300;

/** Height of a chart that could have any, by what it is drawn on; on paper charts stand two and two beside one another. */
export function heightOn(surface: Surface, onPage: number): number {
  if (surface === 'stage') return STAGE_HEIGHT;
  return surface === 'sheet' ? Math.min(onPage, 200) : onPage;
}

/** Rows of a long list that are read from afar. */
export const STAGE_ROWS = 10;

/** Narrower than this charts are drawn for a phone, with little room beside their marks. */
const NARROWEST = 760;

/**
 * How a chart of a given height fills a room: the width that it is drawn at, which is then enlarged to the room's. It is never made
 * smaller than it was drawn.
 */
export function fitted(room: { readonly width: number; readonly height: number }, height: number): number {
  const scale = Math.max(1, Math.min(room.height / height, room.width / NARROWEST));
  return room.width / scale;
}

/** Width in pixels of the text of a printed page: A4 or letter within the margins that page.css sets. */
export const PAPER_WIDTH = 680;
