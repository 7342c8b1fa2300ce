/** A host that a button of the page may talk to, once the button is pressed. */
export interface Host {
  /** What its buttons fetch, as the privacy panel says it. */
  readonly purpose: string;
  /** Name on the button. */
  readonly host: string;
  /** Origins as a Content-Security-Policy spells them: the host's own, and those it redirects downloads to. */
  readonly origins: readonly string[];
}

/**
 * Everyone the page may ever talk to besides its own origin. The page's policy, its buttons and its privacy panel are made
 * from this table, so that a request to anyone else fails.
 */
export const HOSTS = {
  hub: {
    purpose: 'GoEmotions with every rater, and models that you add',
    host: 'huggingface.co',
    origins: ['https://huggingface.co', 'https://*.hf.co', 'https://*.huggingface.co'],
  },
  github: {
    purpose: 'EmoBank',
    host: 'raw.githubusercontent.com',
    origins: ['https://raw.githubusercontent.com'],
  },
} as const satisfies Record<string, Host>;

const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/i;

/**
 * The origins that the page's policy lets through.
 * @param extra origins that a deployer or a test adds at build time, with spaces between them
 * @throws Error if one of them is not an origin such as `https://models.example.org`
 */
export function allowedHosts(extra: string): string[] {
  return [...Object.values(HOSTS).flatMap(({ origins }) => origins), ...extraHosts(extra)];
}

/**
 * The origins that models may come from: the hub's, and those that were added, which have the hub's layout.
 * @param extra as in {@link allowedHosts}
 */
export function modelHosts(extra: string): string[] {
  return [...HOSTS.hub.origins, ...extraHosts(extra)];
}

function extraHosts(extra: string): string[] {
  const added = extra.split(/\s+/).filter((origin) => origin !== '');
  const odd = added.find((origin) => !ORIGIN.test(origin));
  if (odd !== undefined)
    throw new Error(`DISSENSUS_EXTRA_HOSTS holds "${odd}", which is no origin such as https://example.org`);
  return added;
}
