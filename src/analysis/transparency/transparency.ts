import type { MeasuredTransparency } from '../../judgments/dataset.ts';
import type { Category } from '../categories.ts';
import type { ItemPeople } from '../item-people.ts';
import { averagePrecision } from './average-precision.ts';
import { markersOf } from './log-odds.ts';
import type { Marker } from './log-odds.ts';
import { termsOf, tokens } from './tokens.ts';

/** p_ic from which an item counts as one of the category, less what rounding may take off. */
const MEMBER = 0.5 - 1e-9;

/** How far a category can be told from words alone. */
export interface LexicalTransparency extends MeasuredTransparency {
  /** Learnt from all items, the strongest first. */
  readonly markers: readonly Marker[];
}

/**
 * Lexical transparency score of each category, by markers learnt in the other folds. This definition is ours.
 * @param items items with enough raters; at least one
 * @param fold fold of every item
 */
export function lexicalTransparency(
  texts: readonly string[],
  people: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
  fold: Uint8Array,
  folds: number,
): LexicalTransparency[] {
  const terms = termsOf(texts);
  const size = categories.length;
  const forCategory = new Float64Array(texts.length * size);
  for (const item of items) {
    for (const [c, { members }] of categories.entries()) {
      for (const label of members) {
        forCategory[item * size + c] += people.human[item * people.labels + label];
      }
    }
  }
  const votes = { forCategory, categories: size };
  const scores = categories.map(() => new Float64Array(items.length));
  for (let out = 0; out < folds; out++) {
    const markers = markersOf(
      terms,
      items.filter((item) => fold[item] !== out),
      votes,
    );
    for (const [c, found] of markers.entries()) {
      const z = new Map(found.map((marker) => [marker.term, marker.z]));
      if (z.size === 0) continue;
      for (const [place, item] of items.entries()) {
        if (fold[item] !== out) continue;
        for (let at = terms.start[item]; at < terms.start[item + 1]; at++) {
          scores[c][place] = Math.max(scores[c][place], z.get(terms.ids[at]) ?? 0);
        }
      }
    }
  }
  const everywhere = markersOf(terms, items, votes);
  const padded = new Map<number, string>();
  const textAsWords = (item: number) => {
    const known = padded.get(item) ?? ` ${tokens(texts[item]).join(' ')} `;
    padded.set(item, known);
    return known;
  };
  return categories.map((category, c) => {
    const member = Uint8Array.from(items, (item) => (forCategory[item * size + c] >= MEMBER ? 1 : 0));
    const marked = scores[c].map((score) => (score > 0 ? 1 : 0));
    const members = count(member);
    const both = count(marked.map((one, place) => one * member[place]));
    const prevalence = members / items.length;
    const precision = averagePrecision(scores[c], member);
    const name = ` ${tokens(category.label).join(' ')} `;
    const named = items.filter(
      (item, place) => member[place] === 1 && textAsWords(item).includes(name),
    ).length;
    return {
      transparency:
        precision === null || prevalence === 1 ? null : (precision - prevalence) / (1 - prevalence),
      coverage: members === 0 ? null : both / members,
      precision: count(marked) === 0 ? null : both / count(marked),
      ownName: members === 0 || !category.named || name.trim() === '' ? null : named / members,
      markers: everywhere[c],
    };
  });
}

function count(flags: Float64Array | Uint8Array): number {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
