/** The parts of an address, in the order in which a link has them. */
const PARTS = [
  'project',
  'view',
  'question',
  'model',
  'other',
  'slice',
  'compare',
  'category',
  'item',
  'gap',
  'people',
  'unsure',
  'sort',
  'search',
  'colour',
  'thresholds',
  'talk',
] as const;

type Part = (typeof PARTS)[number];

/**
 * Where the page is: what stands behind `#` in its address, so that back, forward, reload and a shared link work. A part that is
 * `null` is left to the page.
 * - `project` the open project, `null` for the start page
 * - `view` which of its views, `question` and `model` what they are about, `other` the model it is compared with
 * - `slice` what all figures are over (`source=news`), `compare` the slice that it is compared with
 * - `category` a label, and `gap`, `people` and `unsure` ranges of gap and of people's and the model's entropy
 *   (`0.2..0.4`), to which the table of texts is narrowed; `sort` and `search` likewise
 * - `colour` what the points of the map are coloured by
 * - `item` the id of the text whose detail is open
 * - `thresholds` lines of the verdicts that were moved (`worth=2,distance=0.15`)
 * - `talk` is `on` while it is shown to an audience
 */
export type Address = Readonly<Record<Part, string | null>>;

let current = $state.raw(read());

addEventListener('hashchange', () => {
  current = read();
});

/** The current address; reading it in a component keeps the component up to date. */
export function address(): Address {
  return current;
}

/** The link to an address that differs from the start page's in the given parts. */
export function linkTo(parts: Partial<Address>): string {
  const kept = PARTS.filter((part) => parts[part]);
  return `#${kept.map((part) => `${part}=${encodeURIComponent(parts[part]!)}`).join('&')}`;
}

/** The link to where one is, but for the given parts. */
export function linkFrom(parts: Partial<Address>): string {
  return linkTo({ ...current, ...parts });
}

/** The link to the texts behind a figure: the table of texts narrowed to these parts alone. */
export function linkToItems(parts: Partial<Address>): string {
  const { project, question, model, slice, compare, thresholds } = current;
  return linkTo({ project, question, model, slice, compare, thresholds, view: 'items', ...parts });
}

/** Goes to another address as a new entry in the history. */
export function goTo(parts: Partial<Address>): void {
  location.hash = linkTo(parts);
}

/** Changes parts of the address in place: for what a person adjusts, such as a sort order, not for where they go. */
export function adjust(parts: Partial<Address>): void {
  // From the location and not from what is shown: a link that was followed a moment ago is only in the location.
  history.replaceState(null, '', linkTo({ ...read(), ...parts }));
  current = read();
}

function read(): Address {
  const parts = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(PARTS.map((part) => [part, parts.get(part)])) as Address;
}
