import type { Attachment } from 'svelte/attachments';
import { drawPoints, type PointGroups, type PointKind, type Sight } from './text-points.ts';

/** What a canvas shows. */
export interface CanvasPoints {
  /** Its size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Places of the points in pixels before they are moved and enlarged, x and y point by point. */
  readonly pixels: Float32Array;
  readonly sight: Sight;
  /** Points of each kind. */
  readonly groups: PointGroups;
  readonly kinds: readonly PointKind[];
  readonly radius: number;
}

/** Draws points onto a canvas, as sharp as the screen is; again whenever the theme changes, once a frame. */
export function pointsOnCanvas(points: CanvasPoints): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let frame = requestAnimationFrame(() => draw(canvas, points));
    const again = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => draw(canvas, points));
    };
    const theme = new MutationObserver(again);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => {
      cancelAnimationFrame(frame);
      theme.disconnect();
      dark.removeEventListener('change', again);
    };
  };
}

function draw(canvas: HTMLCanvasElement, points: CanvasPoints): void {
  const { width, height, pixels, groups, kinds, radius, sight } = points;
  const scale = devicePixelRatio;
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext('2d')!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  const colours = kinds.map(({ colour }) => {
    canvas.style.color = colour;
    return style.color;
  });
  drawPoints(context, pixels, groups, colours, radius, sight);
}
