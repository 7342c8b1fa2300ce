import type { Snippet } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { ChartTable } from './chart-table.ts';
import type { Spot } from './spot.ts';

/** What stands above and below a chart, and goes with it when it is taken along. */
export interface ChartWords {
  readonly title: string;
  /** What the chart shows, in one sentence with its figures; also its text alternative. */
  readonly finding: string;
  /** How many items and raters, what an interval is, which seed. */
  readonly caption: string;
  /** Whose figures it shows: the open model's, those of all models, or people's alone. Without it, the open model's. */
  readonly of?: 'model' | 'models' | 'people';
}

/**
 * A chart. What it computes are functions, called by what the boundary of `ChartFrame` encloses: a chart has no `$derived` of its
 * own, because Svelte charges an error in one to where it was declared, above that boundary.
 */
export interface Chart<Layout, Mark extends Spot> extends ChartWords {
  /** In pixels, known before the marks are drawn so that nothing below the chart moves. */
  readonly height: (width: number) => number;
  /** All that the chart shows, in figures. */
  readonly table: () => ChartTable;
  /**
   * Where things stand, given the width of the picture in pixels.
   * @param isLasting whether the picture is taken away from the page, into a file or onto paper: then all of it is in the SVG
   */
  readonly layout: (width: number, isLasting: boolean) => Layout;
  /** What has something to say, in the order of the arrow keys: each is drawn once, and can be pointed at there. */
  readonly marks: (layout: Layout) => readonly Mark[];
  /** How many marks stand side by side, where they are a grid. */
  readonly columns?: number;
  /** Draws axes and whatever else lies beneath the marks. */
  readonly axes: Snippet<[Layout]>;
  readonly mark: Snippet<[Mark, Layout]>;
  /** Draws what lies over the marks. */
  readonly over?: Snippet<[Layout]>;
  /** Elements of the page under the picture: a canvas where marks are too many for an SVG that moves. On the page alone. */
  readonly ground?: Snippet<[Layout]>;
  /** Hears what a pointer does on the picture, on the page alone. */
  readonly gestures?: Attachment<HTMLElement>;
}
