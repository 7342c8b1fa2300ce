import { array, is, number, object, picklist, string, type InferOutput } from 'valibot';

const LEDGER_ENTRY = object({
  /** Milliseconds since 1970, by the clock of the machine. */
  time: number(),
  /** Hosts that it was sent to: the first, and those to which each sent it on. */
  hosts: array(string()),
  /** What for, in words: `model.onnx of HuggingFaceTB/SmolLM2-135M-Instruct`. */
  why: string(),
  /** Bytes of the answer that were received, whatever became of it. */
  bytes: number(),
  outcome: picklist(['received', 'refused', 'failed', 'cancelled']),
});

/** One request to another host, as the privacy panel lists it. */
export type LedgerEntry = Readonly<InferOutput<typeof LEDGER_ENTRY>>;

/** Takes down a request when it has ended. */
export type RecordRequest = (entry: LedgerEntry) => void;

/** Name of the channel on which the page's workers tell of their requests. */
const CHANNEL = 'dissensus:model-requests';

/** Tells every page of this site of a request; for workers, whose memory ends with them. */
export function broadcastRequest(entry: LedgerEntry): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(entry);
  channel.close();
}

/**
 * Calls back for every request that a page or worker of this site tells of from now on.
 * @returns ends it
 */
export function listenForRequests(onEntry: RecordRequest): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    // Another version of the page, or another page of a shared host, may speak here too.
    if (is(LEDGER_ENTRY, data)) onEntry(data);
  };
  return () => channel.close();
}
