import { addressOf, PARTS, type Address } from './link-address.ts';

export type { Address } from './link-address.ts';

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
  return addressOf(location.hash);
}
