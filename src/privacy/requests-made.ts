import { array, is, nullable, number, object, string, type InferOutput } from 'valibot';

const REQUEST_MADE = object({
  url: string(),
  /** Who made it: `the page`, or what its worker is for. */
  by: string(),
  /** Size of what was answered, from the network or from a copy kept here; `null` where another host does not let it be known. */
  bytes: nullable(number()),
});
const REQUESTS_MADE = array(REQUEST_MADE);

/** A request that the page or one of its workers made. */
export type RequestMade = Readonly<InferOutput<typeof REQUEST_MADE>>;

const CHANNEL = 'dissensus:requests';

/**
 * Tells every listener about each request that is made where it is called, those before included. The browser keeps this
 * record itself, so nothing has to be told of a request for it to be in there.
 */
export function tellRequests(by: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  watchRequests(by, (requests) => channel.postMessage(requests));
}

/** Hears of every request of the page and of the workers, those of other open tabs included. */
export function hearRequests(onRequests: (requests: readonly RequestMade[]) => void): void {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }: MessageEvent<unknown>) => {
    // Another version of the page, or another page of a shared host, may speak here too.
    if (is(REQUESTS_MADE, data)) onRequests(data);
  };
  watchRequests('the page', onRequests);
}

function watchRequests(by: string, onRequests: (requests: readonly RequestMade[]) => void): void {
  new PerformanceObserver((list) => {
    const made = (list.getEntries() as PerformanceResourceTiming[])
      .filter(({ name }) => name.startsWith('http'))
      .map((entry) => requestMade(entry, by));
    if (made.length > 0) onRequests(made);
  }).observe({ type: 'resource', buffered: true });
}

function requestMade(entry: PerformanceResourceTiming, by: string): RequestMade {
  // Behind a service worker transferSize is 0 even for what came over the network.
  const { name: url, encodedBodySize } = entry;
  const foreign = new URL(url).origin !== location.origin;
  const bytes = foreign && encodedBodySize === 0 ? null : encodedBodySize;
  return { url, by, bytes };
}
