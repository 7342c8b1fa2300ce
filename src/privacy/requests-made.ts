/** A request that the page or one of its workers made. */
export interface RequestMade {
  readonly url: string;
  /** Who made it: `the page`, or what its worker is for. */
  readonly by: string;
  /** What came over the network, headers included; 0 from a copy kept here; `null` where the other host does not let it be known. */
  readonly bytes: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const CHANNEL = 'dissensus:requests';

/**
 * Tells every listener about each request that is made where it is called, those before included. The browser keeps this
 * record itself, so nothing has to be told of a request for it to be in there.
 */
export function reportRequests(by: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  watchRequests(by, (requests) => channel.postMessage(requests));
}

/** Hears of every request of the page and of the workers, those of other open tabs included. */
export function hearRequests(onRequests: (requests: readonly RequestMade[]) => void): void {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }) => onRequests(data as RequestMade[]);
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
  const { name: url, transferSize, startTime } = entry;
  const foreign = new URL(url).origin !== location.origin;
  // A host that does not allow timing reports sizes of 0.
  const bytes = foreign && transferSize === 0 ? null : transferSize;
  return { url, by, bytes, at: Math.round(performance.timeOrigin + startTime) };
}
