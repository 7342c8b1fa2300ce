import { flushSync, mount, unmount, type Component } from 'svelte';
import { surfaceContext, type Surface } from '../../src/charts/surface.ts';

/** Room for a chart: a part of the page, or the stage. */
export interface Room {
  readonly surface: Surface;
  /** In pixels. */
  readonly width: number;
}

/** A page without style sheets with one chart in it. */
export interface DrawnChart {
  readonly page: HTMLElement;
  end(): void;
}

/** Draws a component in a room. */
export function drawChart<Props extends Record<string, unknown>>(
  chart: Component<Props>,
  props: Props,
  { surface, width }: Room,
): DrawnChart {
  // Nothing has a size without a browser.
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => width });
  const page = document.createElement('main');
  document.body.append(page);
  const drawn = mount(chart, { target: page, props, context: surfaceContext(surface) });
  // Twice: a chart knows its width after the first time.
  flushSync();
  flushSync();
  return {
    page,
    end() {
      void unmount(drawn);
      page.remove();
    },
  };
}

/** The pictures and what can be pointed at in them, an element a line, so that a difference can be read. */
export function pictureLines(page: HTMLElement): string {
  const parts = [...page.querySelectorAll('svg, .spots')];
  return parts.flatMap((part) => elementLines(part, '')).join('\n');
}

/** The chart as a table, a row a line, after asking for it. */
export function tableLines(page: HTMLElement): string {
  page.querySelector<HTMLButtonElement>('button[aria-expanded]')!.click();
  flushSync();
  return [...page.querySelectorAll('tr')]
    .map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(' | '))
    .join('\n');
}

function elementLines(element: Element, indent: string): string[] {
  const attributes = element
    .getAttributeNames()
    .map((name) => [name, written(name, element.getAttribute(name)!)])
    .filter(([name, value]) => name !== 'class' || value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ` ${name}="${value}"`);
  const start = `${indent}<${element.tagName.toLowerCase()}${attributes.join('')}>`;
  const children = [...element.children];
  if (children.length === 0) return [start + element.textContent];
  return [start, ...children.flatMap((child) => elementLines(child, `${indent}  `))];
}

/** Without the classes and ids of the compiler, and numbers to two decimals. */
function written(name: string, value: string): string {
  if (name === 'class') return value.replace(/\s*\bsvelte-\w+/g, '').trim();
  if (name === 'aria-label') return value;
  if (name === 'id' || name === 'clip-path') return value.replace(/\bc\d+-/, '');
  return value.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0));
}
