import { HOSTS } from '../readers/hosts.ts';
import type { RequestMade } from '../privacy/requests-made.ts';

/** Requests to one host, for one purpose. */
export interface RequestGroup {
  readonly host: string;
  /** Whether it is the host that this page came from. */
  readonly own: boolean;
  readonly why: string;
  readonly requests: readonly RequestMade[];
  /** `null` where the host does not let it be known for any of them. */
  readonly bytes: number | null;
}

/** The requests by host and purpose, other hosts first. */
export function requestGroups(requests: readonly RequestMade[]): RequestGroup[] {
  const groups = new Map<string, RequestMade[]>();
  for (const request of requests) {
    const key = JSON.stringify([new URL(request.url).host, purpose(request.url)]);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups]
    .map(([key, group]): RequestGroup => {
      const [host, why] = JSON.parse(key) as [string, string];
      const known = group.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));
      const bytes = known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
      return { host, own: host === location.host, why, requests: group, bytes };
    })
    .sort((one, other) => Number(one.own) - Number(other.own));
}

/** What a request was for, from its address alone. */
function purpose(address: string): string {
  const url = new URL(address);
  if (url.origin !== location.origin) {
    const known = Object.values(HOSTS).find(({ origins }) => origins.some((origin) => matches(origin, url)));
    return known ? known.purpose : 'a host that was added when this page was built';
  }
  if (/\/models\//.test(url.pathname)) return 'an embedded model';
  if (/\/benchmarks\//.test(url.pathname)) return 'a benchmark that comes with the page';
  if (/\.wasm$|\/ort-/.test(url.pathname)) return 'the runtime of the models';
  return 'the page itself';
}

/** Whether an origin as a policy spells it, perhaps with `*.`, covers an address. */
function matches(origin: string, { origin: actual }: URL): boolean {
  const [scheme, host] = origin.split('://');
  return host.startsWith('*.')
    ? actual.startsWith(`${scheme}://`) && actual.endsWith(host.slice(1))
    : actual === origin;
}
