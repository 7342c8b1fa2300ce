import { expect, it } from 'vitest';
import {
  broadcastRequest,
  listenForRequests,
  type LedgerEntry,
} from '../../src/annotators/hub/request-ledger.ts';

const ENTRY: LedgerEntry = {
  time: 1,
  hosts: ['huggingface.co'],
  why: 'model.onnx of somebody/model',
  bytes: 10,
  outcome: 'received',
};

it('hears of each request, and not what else is said on its channel', async () => {
  const heard: LedgerEntry[] = [];
  const end = listenForRequests((entry) => heard.push(entry));
  for (const other of ['hello', null, { ...ENTRY, outcome: 'lost' }, { ...ENTRY, hosts: 'huggingface.co' }])
    broadcastRequest(other as LedgerEntry);
  broadcastRequest(ENTRY);
  await expect.poll(() => heard).toEqual([ENTRY]);
  end();
});
