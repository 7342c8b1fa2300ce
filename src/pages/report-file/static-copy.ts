import { copyLooks } from '../../charts/picture-file.ts';

/** What only works, or only means something, in the page. */
const OF_THE_PAGE = [
  'button',
  'input',
  'select',
  'textarea',
  'label',
  'fieldset',
  'progress',
  'nav',
  '[data-screen-only]',
  '[aria-hidden="true"]',
  '.visually-hidden',
].join(', ');
const KEPT_ATTRIBUTES = new Set([
  'id',
  'aria-label',
  'aria-labelledby',
  'tabindex',
  'scope',
  'colspan',
  'dir',
  'lang',
  'datetime',
  'open',
]);
/** Classes that the report's own style sheet knows. */
const KEPT_CLASSES = new Set([
  'soft',
  'small',
  'numbers',
  'number',
  'formula',
  'scroll',
  'finding',
  'cards',
  'card',
  'pair',
  'wide',
  'whole',
  'parts',
  'hash',
  'columns',
  'paper-only',
  'screen-only',
]);
const SVG = 'http://www.w3.org/2000/svg';

/**
 * What a component drew, as HTML that needs neither script nor the page's style sheets: without controls, links as their words, charts
 * with their looks as attributes. Text stays text.
 * @param drawn in the page, so that its styles are computed
 * @param name starts every id, so that several copies go into one document
 * @param deeper how many levels its headings stand below those in the page
 */
export function staticCopy(drawn: Element, name: string, deeper: number): string {
  const copy = drawn.cloneNode(true) as Element;
  const pictures = copy.querySelectorAll('svg');
  for (const [place, picture] of drawn.querySelectorAll('svg').entries()) copyLooks(picture, pictures[place]);
  for (const named of copy.querySelectorAll('th button, a')) named.replaceWith(...named.childNodes);
  for (const element of copy.querySelectorAll(OF_THE_PAGE)) element.remove();
  removeComments(copy);
  for (const element of copy.querySelectorAll('*')) {
    if (element.namespaceURI !== SVG) keepAttributes(element);
    rename(element, name);
  }
  for (const heading of copy.querySelectorAll('h1, h2, h3, h4, h5')) lower(heading, deeper);
  return copy.innerHTML;
}

function keepAttributes(element: Element): void {
  const role = element.getAttribute('role');
  const classes = [...element.classList].filter((one) => KEPT_CLASSES.has(one));
  for (const attribute of element.getAttributeNames())
    if (!KEPT_ATTRIBUTES.has(attribute)) element.removeAttribute(attribute);
  // What has a name and would be a landmark comes with every model, and landmarks are to be few and different.
  if (element.tagName === 'SECTION')
    for (const naming of ['aria-label', 'aria-labelledby']) element.removeAttribute(naming);
  if (role === 'img') element.setAttribute('role', role);
  if (role === 'region') element.setAttribute('role', 'group');
  if (classes.length > 0) element.className = classes.join(' ');
}

function rename(element: Element, name: string): void {
  for (const attribute of ['id', 'aria-labelledby']) {
    const value = element.getAttribute(attribute);
    if (value) element.setAttribute(attribute, `${name}-${value}`);
  }
  const clip = element.getAttribute('clip-path');
  if (clip) element.setAttribute('clip-path', clip.replace('#', `#${name}-`));
}

function lower(heading: Element, deeper: number): void {
  const level = Math.min(6, Number(heading.tagName[1]) + deeper);
  const lowered = document.createElement(`h${level}`);
  for (const attribute of heading.getAttributeNames())
    lowered.setAttribute(attribute, heading.getAttribute(attribute)!);
  lowered.append(...heading.childNodes);
  heading.replaceWith(lowered);
}

function removeComments(within: Element): void {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode!.removeChild(comment);
}
