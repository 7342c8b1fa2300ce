import { isAllowed } from '../../network/allow-list.ts';
import { HubError } from './hub-error.ts';
import type { LedgerEntry, RecordRequest } from './request-ledger.ts';

/** Sends requests for model files, and nothing but those. */
export interface HubFetch {
  /**
   * @param why what for, as the ledger says it
   * @param onBytes called with the size of each piece of the answer as it comes
   * @param part which bytes are wanted, from one to before another, where it is not the whole file: a host that sends more is not read
   *   further
   * @throws {HubError} if the host is not allowed, does not answer, or answers with anything but success; the signal's
   *   reason if cancelled. The body throws the same when it breaks off or stops coming.
   */
  (
    address: string,
    why: string,
    options?: { signal?: AbortSignal; onBytes?: (bytes: number) => void; part?: readonly [number, number] },
  ): Promise<{ response: Response; body: ReadableStream<Uint8Array> }>;
}

/** A host that has sent nothing for so long will send no more. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * The only way in which models reach the network. Every request goes to a host on the list, and so does every host that it is
 * redirected to: in a page its policy stops any other before it is asked; here the answer of one is thrown away unread.
 *
 * @param origins whom requests may go to, as the page's policy spells them
 * @param record is told of every request when it has ended
 * @param patience milliseconds that a host may send nothing
 */
export function hubFetch(
  origins: readonly string[],
  record: RecordRequest,
  patience = PATIENCE_MILLISECONDS,
): HubFetch {
  return async (address, why, { signal, onBytes, part } = {}) => {
    const { host } = new URL(address);
    if (!isAllowed(address, origins))
      throw new HubError(
        `Nothing is fetched from ${host}: it is not among the hosts that this page may talk to.`,
      );
    const time = Date.now();
    let hosts = [host];
    let bytes = 0;
    const silence = new AbortController();
    const sent = [silence.signal, ...(signal ? [signal] : [])];
    let waiting = setTimeout(() => silence.abort(), patience);
    const stopWaiting = () => clearTimeout(waiting);
    function heard(): void {
      stopWaiting();
      waiting = setTimeout(() => silence.abort(), patience);
    }
    function end(outcome: LedgerEntry['outcome']): void {
      stopWaiting();
      record({ time, hosts, why, bytes, outcome });
    }

    function brokenOff(cause: unknown): unknown {
      const cancelled = signal?.aborted === true;
      end(cancelled ? 'cancelled' : 'failed');
      if (cancelled) return signal.reason;
      const what = silence.signal.aborted
        ? `${host} has sent nothing for ${Math.round(patience / 1000)} seconds`
        : bytes > 0
          ? `${host} broke off after ${bytes} bytes`
          : `${host} did not answer, or may not be asked`;
      return new HubError(`${what} (${why}). Check the connection and try again: finished files are kept.`, {
        cause,
      });
    }

    let response: Response;
    try {
      // Kept once, in the page's own cache and only when it is verified: not in the browser's as well.
      const privately = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
      const headers = part && { range: `bytes=${part[0]}-${part[1] - 1}` };
      response = await fetch(address, { ...privately, headers, signal: AbortSignal.any(sent) });
    } catch (cause) {
      throw brokenOff(cause);
    }
    const answering = new URL(response.url).host;
    if (answering !== host) hosts = [host, answering];
    if (!isAllowed(response.url, origins)) {
      void response.body?.cancel();
      end('refused');
      throw new HubError(
        `${host} sent the request on to ${answering}, which is not among the hosts that this page may talk to (${why}). Nothing was read.`,
      );
    }
    if (!response.ok || response.body === null) {
      void response.body?.cancel();
      end('failed');
      throw new HubError(`${answering} answered ${response.status} (${why}). ${adviceFor(response.status)}`);
    }
    // A host that knows no parts sends the file from its beginning.
    if (part && part[0] > 0 && response.status !== 206) {
      void response.body.cancel();
      end('failed');
      throw new HubError(
        `${answering} sends no parts of files (${why}). Download the file by hand and open it from disk.`,
      );
    }

    const most = part ? part[1] - part[0] : Infinity;
    const reader = response.body.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          // Whoever reads may take its time; only what the host takes is counted.
          heard();
          const { done, value } = await reader.read();
          stopWaiting();
          if (done) {
            end('received');
            controller.close();
            return;
          }
          const wanted = value.subarray(0, most - bytes);
          bytes += wanted.length;
          onBytes?.(wanted.length);
          controller.enqueue(wanted);
          if (bytes < most) return;
          end('received');
          controller.close();
          await reader.cancel();
        } catch (cause) {
          controller.error(brokenOff(cause));
        }
      },
      async cancel(reason) {
        end('refused');
        await reader.cancel(reason);
      },
    });
    return { response, body };
  };
}

/**
 * The text of an answer that is known to be small.
 * @param most bytes that are read of it
 * @param tooLong what is said of one that has more
 * @throws {HubError} if it has more; it is read no further
 */
export async function textWithin(
  body: ReadableStream<Uint8Array>,
  most: number,
  tooLong: string,
): Promise<string> {
  let bytes = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      bytes += piece.length;
      if (bytes > most) throw new HubError(`${tooLong} Nothing more of it was read.`);
      controller.enqueue(piece);
    },
  });
  const decoder = new TextDecoder();
  let text = '';
  const reader = body.pipeThrough(bounded).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    text += decoder.decode(next.value, { stream: true });
  return text + decoder.decode();
}

function adviceFor(status: number): string {
  if (status === 401 || status === 403)
    return 'The model may need an account or an accepted licence there; download its folder by hand and open it from disk.';
  if (status === 404) return 'Check the name; the model or this revision of it may be gone.';
  if (status === 429) return 'It has had too many requests; wait some minutes and try again.';
  return 'Try again later: finished files are kept.';
}
