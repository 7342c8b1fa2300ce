import type { Component } from 'svelte';
import type { NumberViewProps } from '../project/shown-numbers.ts';
import { VIEWS, type View } from './views.ts';

type LoadNumberView = () => Promise<{ default: Component<NumberViewProps> }>;

/** The views that a continuous question has, by the id of the view; the others are of labels. */
const LOADED: Readonly<Record<string, LoadNumberView>> = {
  overview: () => import('./numbers/NumberOverview.svelte'),
  people: () => import('./numbers/NumberPeople.svelte'),
  models: () => import('./numbers/NumberModels.svelte'),
  items: () => import('./numbers/NumberItems.svelte'),
  method: () => import('./numbers/NumberMethod.svelte'),
};

/** Views of a continuous question, in the order of the page. */
export const NUMBER_VIEWS: readonly View[] = VIEWS.filter(({ id }) => id in LOADED);

/** Those of them that can show something before a model has answered. */
export const NUMBER_VIEWS_OF_PEOPLE: readonly View[] = NUMBER_VIEWS.filter(({ id }) => id !== 'models');

/** What draws a view of a continuous question; `null` where the view is of labels alone. */
export function numberView(id: string): LoadNumberView | null {
  return LOADED[id] ?? null;
}
