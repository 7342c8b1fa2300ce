/** One request to another host, as the privacy panel lists it. */
export interface LedgerEntry {
  /** Milliseconds since 1970, by the clock of the machine. */
  readonly time: number;
  /** Whom it was sent to, and whoever that host sent it on to. */
  readonly hosts: readonly string[];
  /** What for, in words: `model.onnx of HuggingFaceTB/SmolLM2-135M-Instruct`. */
  readonly why: string;
  /** Bytes of the answer that were received, whatever became of it. */
  readonly bytes: number;
  readonly outcome: 'received' | 'refused' | 'failed' | 'cancelled';
}

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
  channel.onmessage = ({ data }: MessageEvent<LedgerEntry>) => onEntry(data);
  return () => channel.close();
}
