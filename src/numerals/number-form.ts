import { format as inEnglish } from 'd3';
import { SvelteMap } from 'svelte/reactivity';
import { inForm, numbersInForm, type NumberForm } from './number-words.ts';

/** Reactive without a rune, so that charts and sentences are computed in Node as they are. */
const chosen = new SvelteMap<'form', NumberForm>([['form', 'point']]);

/** The form that numbers on screen have now. What reads it in a component or an effect follows it. */
export function numberForm(): NumberForm {
  return chosen.get('form')!;
}

export function setNumberForm(form: NumberForm): void {
  chosen.set('form', form);
}

/**
 * A formatter by a specifier of d3-format, for numbers that people read. Unlike one of d3, it follows the chosen form also where it
 * was made before.
 * @throws Error if the specifier is none
 */
export function format(specifier: string): (value: number) => string {
  const write = inEnglish(specifier);
  return (value) => inForm(write(value), numberForm());
}

/** A whole number with signs between thousands: `13,446`. */
export const whole = format(',d');

/** With as many decimals as said, for people to read. */
export function fixed(value: number, decimals: number): string {
  return format(`.${decimals}f`)(value);
}

/** A number as it is, or as it is written with a point already (such as a scale writes its ticks), in the chosen form. */
export function numeral(number: number | string): string {
  return inForm(String(number), numberForm());
}

/**
 * A sentence that was made with points, by the analysis, a reader or a worker, in the chosen form.
 * @param names in it that stay as they are, as {@link numbersInForm} has them
 */
export function sentence(words: string, names: readonly string[] = []): string {
  return numbersInForm(words, numberForm(), names);
}
