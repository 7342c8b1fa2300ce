import type { Along } from '../../../charts/along-texts.ts';
import { fixed } from '../../../numerals/number-form.ts';
import type { Dataset } from '../../../judgments/dataset.ts';

/** An order of the texts in which a course can be drawn. */
export interface Sequence extends Along {
  /** Where each text is; NaN where it is not known. */
  readonly at: Float64Array;
  /** Texts without a place. */
  readonly missing: number;
}

/** Digits and signs of a day in ISO 8601, and of a month. */
const DAY = 'YYYY-MM-DD'.length;
const MONTH = 'YYYY-MM'.length;

/** A text's date, by the first dates that the texts have: `2026-04-03`, or the month where it is no more exact; `null` where it has none. */
export function textDate({ attributes = [] }: Pick<Dataset, 'attributes'>, text: number): string | null {
  const dates = attributes.find(({ of, kind }) => of === 'items' && kind === 'date');
  const value = String(dates?.values[text] ?? '');
  return Number.isNaN(Date.parse(value)) ? null : value.slice(0, DAY);
}

/** The texts' dates, where they have any that differ, and their places in the file. */
export function sequences({ texts, attributes = [] }: Pick<Dataset, 'texts' | 'attributes'>): Sequence[] {
  const found: Sequence[] = [];
  for (const attribute of attributes) {
    if (attribute.of !== 'items' || attribute.kind !== 'date') continue;
    const at = Float64Array.from(attribute.values, (value) =>
      value === null ? NaN : Date.parse(String(value)),
    );
    const known = at.filter((time) => !Number.isNaN(time));
    if (new Set(known).size < 2) continue;
    const exact = attribute.values.some((value) => String(value ?? '').length > MONTH) ? DAY : MONTH;
    found.push({
      name: attribute.name,
      isDate: true,
      written: (time) => new Date(time).toISOString().slice(0, exact),
      at,
      missing: at.length - known.length,
    });
  }
  const lines = Float64Array.from(texts, (_, text) => text + 1);
  found.push({ name: 'text', isDate: false, written: (at) => fixed(at, 0), at: lines, missing: 0 });
  return found;
}

/** Along what texts are shown, in the words of a title. */
export function orderWords({ isDate, name }: Sequence): string {
  return isDate ? `by ${name}` : 'from the first text to the last';
}

/** The texts that are nearest to one in an order, itself first; at most so many. */
export function nearestTexts({ at }: Pick<Sequence, 'at'>, text: number, most: number): number[] {
  const away = (other: number) => Math.abs(at[other] - at[text]);
  return [...at.keys()]
    .filter((other) => other === text || !Number.isNaN(away(other)))
    .sort((a, b) =>
      a === text ? -1 : b === text ? 1 : away(a) - away(b) || Math.abs(a - text) - Math.abs(b - text),
    )
    .slice(0, most);
}
