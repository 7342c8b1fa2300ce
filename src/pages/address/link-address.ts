/** The parts of an address, in the order in which a link has them. */
export const PARTS = [
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
  'along',
  'course',
  'hide',
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
 * - `along` what the curves of texts that nobody judged run along, `course` the label that one of them is of, `hide` the label left out
 * - `item` the id of the text whose detail is open
 * - `thresholds` lines of the verdicts that were moved (`worth=2,distance=0.15`)
 * - `talk` is `on` while it is shown to an audience
 */
export type Address = Readonly<Record<Part, string | null>>;

/** The address that a link leads to. */
export function addressOf(link: string): Address {
  const parts = new URLSearchParams(link.slice(1));
  return Object.fromEntries(PARTS.map((part) => [part, parts.get(part)])) as Address;
}
