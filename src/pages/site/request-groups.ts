import type { LedgerEntry } from '../../annotators/hub/request-ledger.ts';
import type { RepeatedRequest } from '../../privacy/repeated-requests.ts';
import { HOSTS } from '../../network/hosts.ts';

/** Requests to one host, for one purpose. */
export interface RequestGroup {
  /** And whoever that host sent them on to. */
  readonly host: string;
  /** Whether it is the host that this page came from. */
  readonly own: boolean;
  readonly why: string;
  /** How many there were. */
  readonly times: number;
  /** Each in words; what was asked for more than once stands there once. */
  readonly requests: readonly string[];
  /** `null` where the host does not let it be known for any of them. */
  readonly bytes: number | null;
}

/** One request, or the same one several times, in words. */
interface Listed extends Pick<RequestGroup, 'host' | 'own' | 'why' | 'bytes' | 'times'> {
  readonly words: string;
}

/** The worker whose requests to other hosts the ledger has, with their sizes and redirects. */
const LEDGER_KEEPER = 'the worker for fetching models';

/** The requests by host and purpose, other hosts first. */
export function requestGroups(
  requests: readonly RepeatedRequest[],
  ledger: readonly LedgerEntry[],
): RequestGroup[] {
  const listed = [
    ...requests.filter(({ url, by }) => isOwn(url) || by !== LEDGER_KEEPER).map(fromBrowser),
    ...ledger.map(fromLedger),
  ];
  const groups = new Map<string, Listed[]>();
  for (const one of listed) {
    const key = `${one.host} ${one.why}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((group): RequestGroup => {
      const known = group.flatMap(({ bytes }) => bytes ?? []);
      const [{ host, own, why }] = group;
      const bytes = known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
      const times = group.reduce((sum, each) => sum + each.times, 0);
      return { host, own, why, times, requests: group.map(({ words }) => words), bytes };
    })
    .sort((one, other) => Number(one.own) - Number(other.own));
}

function fromBrowser({ url, by, bytes, times }: RepeatedRequest): Listed {
  const { host, origin } = new URL(url);
  const own = isOwn(url);
  const repeated = times === 1 ? '' : `, ${times} times`;
  const words = `${own ? url.slice(origin.length) : url}, by ${by}${repeated}`;
  return { host, own, why: purpose(url), bytes, times, words };
}

function isOwn(url: string): boolean {
  return new URL(url).origin === location.origin;
}

function fromLedger({ hosts, why, bytes, outcome }: LedgerEntry): Listed {
  const words = outcome === 'received' ? why : `${why}: ${outcome}`;
  return {
    host: hosts.join(', sent on to '),
    own: false,
    why: 'models that you add',
    bytes,
    times: 1,
    words,
  };
}

/** What a request was for, from its address alone. */
function purpose(address: string): string {
  const url = new URL(address);
  if (!isOwn(address)) {
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
