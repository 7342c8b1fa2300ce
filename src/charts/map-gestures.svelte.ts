import { pointer, select, zoom, zoomIdentity, type D3ZoomEvent } from 'd3';
import { pointAt, pointsWithin, type Sight } from './text-points.ts';

const MOST_ENLARGED = 60;
/** How near to a point, in pixels, it is pointed at. */
const NEAR = 9;

/** What is done about what a pointer does. */
export interface MapActions {
  /** Places of the points in pixels before they are moved and enlarged, x and y point by point. */
  readonly pixels: () => Float32Array;
  /** Called with the point that was pressed. */
  readonly onopen: (point: number) => void;
  /** Called with the points that a line was drawn around. */
  readonly onselect: (points: Uint32Array) => void;
}

/** Moving, enlarging, pointing at and drawing around points of a map, by mouse, finger and wheel. */
export class MapGestures {
  sight = $state.raw<Sight>(zoomIdentity);
  /** Whether a pointer draws a line rather than moving the map. */
  isSelecting = $state(false);
  /** The line that is being drawn, in pixels of the picture. */
  line = $state.raw<readonly (readonly [number, number])[]>([]);
  /** The point that a mouse is near to. */
  pointed = $state<number | null>(null);
  #node: HTMLElement | null = null;
  /** Whether a line was drawn, so that what lies under its end is not pressed. */
  #hasDrawn = false;

  readonly #zooming = zoom<HTMLElement, unknown>()
    .scaleExtent([1, MOST_ENLARGED])
    .filter((event: MouseEvent & TouchEvent) => {
      if (isTool(event)) return false;
      // The wheel alone scrolls the page.
      if (event.type === 'wheel') return event.ctrlKey || event.metaKey;
      if (event.touches?.length > 1) return true;
      return !this.isSelecting && !event.shiftKey && !event.button;
    })
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
      this.sight = transform;
      this.pointed = null;
    });

  constructor(private readonly actions: MapActions) {}

  get isAtRest(): boolean {
    return this.sight.k === 1 && this.sight.x === 0 && this.sight.y === 0;
  }

  /** Enlarges about the middle; a factor below 1 makes smaller. */
  enlarge(factor: number): void {
    if (this.#node) select(this.#node).call(this.#zooming.scaleBy, factor);
  }

  showAll(): void {
    if (this.#node) select(this.#node).call(this.#zooming.transform, zoomIdentity);
  }

  /** Hears what a pointer does on the element that the picture lies on. */
  readonly attach = (node: HTMLElement): (() => void) => {
    this.#node = node;
    const heard = new AbortController();
    const { signal } = heard;
    select(node).call(this.#zooming).on('dblclick.zoom', null);
    node.addEventListener('pointerdown', (event) => this.#begin(event, node), { signal });
    node.addEventListener('pointermove', (event) => this.#move(event, node), { signal });
    node.addEventListener('pointerup', () => this.#end(), { signal });
    node.addEventListener('pointercancel', () => (this.line = []), { signal });
    node.addEventListener('pointerleave', () => (this.pointed = null), { signal });
    node.addEventListener('click', (event) => this.#press(event, node), { signal, capture: true });
    node.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
    return () => {
      heard.abort();
      select(node).on('.zoom', null);
      this.#node = null;
    };
  };

  #begin(event: PointerEvent, node: HTMLElement): void {
    this.#hasDrawn = false;
    const draws = this.isSelecting || event.shiftKey;
    if (isTool(event) || event.button !== 0 || !draws || !event.isPrimary) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    this.line = [pointer(event, node)];
  }

  #move(event: PointerEvent, node: HTMLElement): void {
    if (this.line.length > 0) {
      this.line = [...this.line, pointer(event, node)];
      return;
    }
    const isOnPoints = !isTool(event) && !isLink(event);
    if (event.pointerType === 'touch' || event.buttons > 0 || !isOnPoints) this.pointed = null;
    else this.pointed = this.#pointAt(event, node);
  }

  #end(): void {
    if (this.line.length === 0) return;
    const around = this.line;
    this.line = [];
    this.#hasDrawn = around.length > 2;
    if (this.#hasDrawn) this.actions.onselect(pointsWithin(this.actions.pixels(), this.sight, around));
  }

  #press(event: MouseEvent, node: HTMLElement): void {
    if (this.#hasDrawn) {
      event.preventDefault();
      event.stopPropagation();
      this.#hasDrawn = false;
      return;
    }
    if (isTool(event) || isLink(event)) return;
    const point = this.#pointAt(event, node);
    if (point !== null) this.actions.onopen(point);
  }

  #pointAt(event: MouseEvent, node: HTMLElement): number | null {
    return pointAt(this.actions.pixels(), this.sight, pointer(event, node), NEAR);
  }
}

function isTool({ target }: Event): boolean {
  return target instanceof Element && target.closest('.tools') !== null;
}

function isLink({ target }: Event): boolean {
  return (target as Element).closest('a') !== null;
}
