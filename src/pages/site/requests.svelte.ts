import { listenForRequests, type LedgerEntry } from '../../annotators/hub/request-ledger.ts';
import { withRequests, type RepeatedRequest } from '../../privacy/repeated-requests.ts';
import { hearRequests } from '../../privacy/requests-made.ts';

let made = $state.raw<readonly RepeatedRequest[]>([]);
let ledger = $state.raw<readonly LedgerEntry[]>([]);

hearRequests((more) => (made = withRequests(made, more)));
listenForRequests((entry) => (ledger = [...ledger, entry]));

/** Every request since the page was opened. */
export function requestsMade(): readonly RepeatedRequest[] {
  return made;
}

/** Those among them that fetched models from other hosts, with what the browser does not say of them. */
export function modelRequests(): readonly LedgerEntry[] {
  return ledger;
}
