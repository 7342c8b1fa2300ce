import { getContext, setContext } from 'svelte';
import { whole } from '../numerals/number-form.ts';
import type { ChartWords } from './chart.ts';

/** What the charts of a view are about: it stands in every picture that is saved, and in its name. */
export interface ChartSubject {
  /** Name of the data set. */
  readonly data: string;
  /** The open model; `null` where there is none. */
  readonly model: string | null;
  /** Texts that its figures are over. */
  readonly items: number | null;
  /** How many models there are. */
  readonly models: number;
  /** Texts that people judged. */
  readonly judged: number | null;
  /** A model's place among all of a project by its name, which gives it its colour and its mark everywhere; `null`: not one of them. */
  readonly placeOf: (name: string) => number | null;
}

const SUBJECT = Symbol('subject of charts');

/** Says of all charts within the calling component what they are about. */
export function drawSubject(subject: () => ChartSubject | null): void {
  setContext(SUBJECT, subject);
}

/** The same for components that are mounted by hand. */
export function subjectContext(subject: ChartSubject | null): [symbol, unknown] {
  return [SUBJECT, () => subject];
}

/** What the calling chart is about, whenever it is asked; `null`: nobody said. */
export function subjectOfChart(): () => ChartSubject | null {
  return getContext<(() => ChartSubject | null) | undefined>(SUBJECT) ?? (() => null);
}

/** Whose figures a chart shows, the data, and the number of texts, in the order in which they are said. */
export function subjectWords(subject: ChartSubject, of: NonNullable<ChartWords['of']>): string[] {
  const { data, model, items, models, judged } = subject;
  const n = of === 'people' ? judged : items;
  const whose =
    of === 'people' ? 'people' : of === 'models' && models > 1 ? `${models} models` : (model ?? 'people');
  return [whose, data, ...(n === null ? [] : [`n = ${whole(n)} texts`])];
}
