import type { RequestMade } from './requests-made.ts';

/** Requests of one address by one maker. */
export interface RepeatedRequest extends RequestMade {
  readonly times: number;
}

/**
 * The requests that are known with more of them, each address once for each maker: every worker that starts asks for its
 * files again, and a page that is open for hours would fill with them. Bytes are summed where they are known.
 */
export function withRequests(
  known: readonly RepeatedRequest[],
  more: readonly RequestMade[],
): RepeatedRequest[] {
  const repeated = new Map(known.map((request) => [keyOf(request), request]));
  for (const { url, by, bytes } of more) {
    const before = repeated.get(keyOf({ url, by }));
    const sum = bytes === null ? (before?.bytes ?? null) : (before?.bytes ?? 0) + bytes;
    repeated.set(keyOf({ url, by }), { url, by, bytes: sum, times: (before?.times ?? 0) + 1 });
  }
  return [...repeated.values()];
}

function keyOf({ url, by }: Pick<RequestMade, 'url' | 'by'>): string {
  return `${by} ${url}`;
}
