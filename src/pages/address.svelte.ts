/** Where the page is: what stands behind `#` in its address, so that back, forward, reload and a shared link work. */
export interface Address {
  /** The open project, or `null` for the start page. */
  readonly project: string | null;
  readonly question: string | null;
  readonly model: string | null;
  readonly sort: string | null;
  readonly search: string | null;
}

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
  const kept = Object.entries(parts).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `#${kept.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

/** Goes to another address as a new entry in the history. */
export function goTo(parts: Partial<Address>): void {
  location.hash = linkTo(parts);
}

/** Changes parts of the address in place: for what a person adjusts, such as a sort order, not for where they go. */
export function adjust(parts: Partial<Address>): void {
  history.replaceState(null, '', linkTo({ ...current, ...parts }));
  current = read();
}

function read(): Address {
  const parts = new URLSearchParams(location.hash.slice(1));
  return {
    project: parts.get('project'),
    question: parts.get('question'),
    model: parts.get('model'),
    sort: parts.get('sort'),
    search: parts.get('search'),
  };
}
