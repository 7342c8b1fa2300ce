import { jsonCell } from '../annotated/answer-cells.ts';

/** The objects in a cell that holds a list of them, or one; none if it holds something else. */
export function objectsIn(cell: string): Record<string, unknown>[] {
  const value = jsonCell(cell);
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map(objectOf).filter((one) => one !== null);
}

/** An object, or `null` for any other value. */
export function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A plain value as text; empty for any other. */
export function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** Labels as a cell of the unfolded table has them. */
export function labelCell(labels: readonly unknown[]): string {
  return JSON.stringify(labels.map(plainText).filter((label) => label !== ''));
}

/** The longest text among an object's values: of a task's data that which is to be judged. */
export function longestText(object: Record<string, unknown>): string {
  const texts = Object.values(object).filter((value) => typeof value === 'string');
  return texts.sort((a, b) => b.length - a.length)[0] ?? '';
}
