import type { ChartWords } from './chart.ts';
import { wellFormedXml } from './xml-text.ts';

/** What a mark looks like is in the page's style sheets, which a file does not have. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'paint-order',
];
/** Named one by one, because `system-ui` means nothing to most programs that open an SVG. */
const FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";
const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 20;
/** Around a chart that stands alone. */
const PLOT_MARGIN = 4;
/** Between the words and the chart. */
const GAP = 8;
const SMALLEST_WIDTH = 420;
/** Pixels of a PNG for one of the page's, so that it stays sharp in slides and print. */
const SHARPNESS = 3;

/** What stands with a chart in a file. */
export interface PictureWords extends ChartWords {
  /** Whose figures, over which data and how many texts; may be empty. */
  readonly subject: string;
}

interface TextLines {
  readonly lines: readonly string[];
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
}

/** How a picture is to be. */
export interface PictureForm {
  /** Whether title, finding and caption stand with the chart. */
  readonly words: boolean;
  /** Width in millimetres; `null`: as many pixels as in the page. */
  readonly millimetres: number | null;
}

/** A picture as wide as in the page, with its words. */
export const AS_IN_PAGE: PictureForm = { words: true, millimetres: null };

/** What stands around a chart in a picture, in its own pixels. */
export function marginOf({ words }: PictureForm): number {
  return words ? MARGIN : PLOT_MARGIN;
}

/**
 * A chart with its words, or alone, as an SVG document that needs nothing of the page: colours of the theme in use, on that theme's own
 * background.
 * @param drawn the chart as it stands in the page
 */
export function svgPicture(
  drawn: SVGSVGElement,
  { title, subject, finding, caption }: PictureWords,
  form: PictureForm = AS_IN_PAGE,
): string {
  const margin = marginOf(form);
  const chartWidth = drawn.width.baseVal.value;
  // Words need room beside a narrow chart, unless its width is what was asked for.
  const inner = form.words && form.millimetres === null ? Math.max(chartWidth, SMALLEST_WIDTH) : chartWidth;
  const width = inner + 2 * margin;
  const theme = getComputedStyle(drawn);
  const colour = (name: string) => resolved(drawn, `var(${name})`);
  const text = (words: string, size: number, weight: number, name: string): TextLines => ({
    lines: form.words ? wrapped(words, inner, `${weight} ${size}px ${theme.fontFamily}`) : [],
    size,
    weight,
    colour: colour(name),
  });
  const above = [
    text(title, 17, 700, '--ink'),
    text(subject, 13, 400, '--soft-ink'),
    text(finding, 14, 400, '--ink'),
  ];
  const below = text(caption, 12, 400, '--soft-ink');
  const gap = form.words ? GAP : 0;

  const picture = document.createElementNS(SVG, 'svg');
  const background = append(picture, 'rect', { width: '100%', height: '100%', fill: colour('--card') });
  let y = margin;
  for (const lines of above) y = write(picture, lines, y);
  const chart = drawn.cloneNode(true) as SVGSVGElement;
  copyLooks(drawn, chart);
  for (const name of ['role', 'aria-label', 'class']) chart.removeAttribute(name);
  chart.setAttribute('x', String(margin));
  chart.setAttribute('y', String(y + gap));
  picture.append(chart);
  const height = write(picture, below, y + gap + drawn.height.baseVal.value + gap) + margin;
  // For programs.
  // eslint-disable-next-line no-restricted-syntax
  const across = (millimetres: number) => ((millimetres * height) / width).toFixed(2);
  const size =
    form.millimetres === null
      ? { width, height }
      : { width: `${form.millimetres}mm`, height: `${across(form.millimetres)}mm` };
  for (const [name, value] of Object.entries({ ...size, viewBox: `0 0 ${width} ${height}` }))
    picture.setAttribute(name, String(value));
  picture.setAttribute('font-family', FONTS);
  background.before(
    titled('title', [title, subject].filter(Boolean).join('. ')),
    titled('desc', `${finding} ${caption}`),
  );
  return wellFormedXml(new XMLSerializer().serializeToString(picture));
}

/**
 * The same as a PNG, which says how wide it is in print.
 * @param scale pixels for one of the picture's, of which 96 are an inch
 * @param millimetres the width of the picture; `null`: what its pixels come to
 */
export async function pngPicture(
  svg: string,
  scale = SHARPNESS,
  millimetres: number | null = null,
): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.')))),
    );
    const metres = millimetres === null ? (image.naturalWidth / 96) * 0.0254 : millimetres / 1000;
    const { withDensity } = await import('./png-density.ts');
    const sized = withDensity(new Uint8Array(await png.arrayBuffer()), canvas.width / metres);
    return new Blob([sized], { type: png.type });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Gives every element of a copy the looks that the original has from the page's style sheets, as attributes, and takes the copy's
 * classes and styles away.
 * @param from an element in the page
 * @param to its deep clone
 */
export function copyLooks(from: Element, to: Element, inherited?: CSSStyleDeclaration): void {
  const looks = getComputedStyle(from);
  for (const look of LOOKS) {
    const value = looks.getPropertyValue(look);
    // All but opacity pass to what is inside, and need not be said again there.
    const known = look === 'opacity' ? '1' : inherited?.getPropertyValue(look);
    if (value === known) to.removeAttribute(look);
    else to.setAttribute(look, value);
  }
  to.removeAttribute('style');
  to.removeAttribute('class');
  for (const [place, child] of [...from.children].entries()) copyLooks(child, to.children[place], looks);
}

function resolved(near: Element, value: string): string {
  const probe = document.createElementNS(SVG, 'rect');
  probe.style.fill = value;
  near.append(probe);
  const { fill } = getComputedStyle(probe);
  probe.remove();
  return fill;
}

/** Writes lines below `y` and gives back where they end. */
function write(into: Element, { lines, size, weight, colour }: TextLines, y: number): number {
  let baseline = y;
  for (const line of lines) {
    baseline += Math.round(size * 1.35);
    const text = append(into, 'text', {
      x: String(MARGIN),
      y: String(baseline),
      'font-size': `${size}px`,
      'font-weight': String(weight),
      fill: colour,
    });
    text.textContent = line;
  }
  return baseline + (lines.length > 0 ? 4 : 0);
}

function wrapped(words: string, width: number, font: string): string[] {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

function append(into: Element, name: string, attributes: Record<string, string>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  into.append(element);
  return element;
}

function titled(name: 'title' | 'desc', words: string): Element {
  const element = document.createElementNS(SVG, name);
  element.textContent = words;
  return element;
}
