import type { Component } from 'svelte';
import type { PeopleViewProps } from '../project/shown.ts';
import { VIEWS, type View } from './views.ts';

type LoadPeopleView = () => Promise<{ default: Component<PeopleViewProps> }>;

/** What the views show of a question that people answered and no model has, by the id of the view; the others need a model. */
const LOADED: Readonly<Record<string, LoadPeopleView>> = {
  overview: () => import('./people/PeopleOverview.svelte'),
  people: () => import('./people/People.svelte'),
  items: () => import('./items/PeopleItems.svelte'),
  method: () => import('./method/Method.svelte'),
};

/** Views of a question that no model has answered, in the order of the page. */
export const PEOPLE_VIEWS: readonly View[] = VIEWS.filter(({ id }) => id in LOADED);

/** What draws one of {@link PEOPLE_VIEWS}. */
export function peopleView(id: string): LoadPeopleView {
  return LOADED[id];
}
