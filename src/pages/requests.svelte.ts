import { listenForRequests, type LedgerEntry } from '../annotators/hub/request-ledger.ts';
import { hearRequests, type RequestMade } from '../privacy/requests-made.ts';

let made = $state.raw<readonly RequestMade[]>([]);
let ledger = $state.raw<readonly LedgerEntry[]>([]);

hearRequests((more) => (made = [...made, ...more]));
listenForRequests((entry) => (ledger = [...ledger, entry]));

/** Every request since the page was opened. */
export function requestsMade(): readonly RequestMade[] {
  return made;
}

/** Those among them that fetched models from other hosts, with what the browser does not say of them. */
export function modelRequests(): readonly LedgerEntry[] {
  return ledger;
}
