/** More threads than this gain nothing on a model of a few million parameters, and take the cores from the page. */
const MOST_THREADS = 4;

/** What {@link availableThreads} asks the browser. */
export interface ThreadConditions {
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  /** As `navigator.userAgent`. */
  readonly browser: string;
}

/**
 * How many threads WebAssembly may use here: more than one only where the page is cross-origin isolated, and never in Firefox.
 * There a thread that a worker starts does now and then not begin (seen in 153, at one start in four on a busy machine), and
 * the model that waits for it is loading for ever.
 */
export function availableThreads(
  { crossOriginIsolated, cores, browser }: ThreadConditions = {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    browser: navigator.userAgent,
  },
): number {
  return crossOriginIsolated && !browser.includes('Firefox/') ? Math.min(cores, MOST_THREADS) : 1;
}
