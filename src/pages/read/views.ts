import type { Component } from 'svelte';
import type { ViewProps } from '../project/shown.ts';

export interface View {
  /** Its name in the address. */
  readonly id: string;
  readonly name: string;
  /** Loaded when it is opened, so that the page itself stays small. */
  readonly load: () => Promise<{ default: Component<ViewProps> }>;
  /** Whether it has something to show of texts that nobody has judged. */
  readonly withoutPeople?: true;
}

/** The views of a project, the one to begin with first. */
export const VIEWS: readonly View[] = [
  { withoutPeople: true, id: 'overview', name: 'Overview', load: () => import('./overview/Overview.svelte') },
  { id: 'people', name: 'People', load: () => import('./people/People.svelte') },
  { id: 'models', name: 'Models', load: () => import('./models/Models.svelte') },
  { id: 'categories', name: 'Categories', load: () => import('./categories/Categories.svelte') },
  { id: 'transparency', name: 'Transparency', load: () => import('./transparency/Transparency.svelte') },
  { id: 'uncertainty', name: 'Uncertainty', load: () => import('./uncertainty/Uncertainty.svelte') },
  { id: 'calibration', name: 'Calibration', load: () => import('./calibration/Calibration.svelte') },
  { withoutPeople: true, id: 'items', name: 'Items', load: () => import('./items/Items.svelte') },
  { withoutPeople: true, id: 'map', name: 'Map', load: () => import('./map/Map.svelte') },
  { id: 'guidelines', name: 'Guidelines', load: () => import('./guidelines/Guidelines.svelte') },
  { id: 'paper', name: 'The paper', load: () => import('./paper/Paper.svelte') },
  { withoutPeople: true, id: 'method', name: 'Method', load: () => import('./method/Method.svelte') },
];

/** Those that can show something of a question which nobody has answered. */
export const VIEWS_WITHOUT_PEOPLE: readonly View[] = VIEWS.filter(({ withoutPeople }) => withoutPeople);

/** Those of texts alone, which neither people nor a model have answered anything about. */
export const VIEWS_OF_TEXTS: readonly View[] = VIEWS.filter(({ id }) => id === 'overview' || id === 'method');
