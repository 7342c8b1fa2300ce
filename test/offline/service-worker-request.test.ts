import { describe, expect, it } from 'vitest';
import { FILES_LIST, offlineFiles } from '../../src/offline/offline-files.ts';
import {
  askServiceWorker,
  PAGES,
  requestIn,
  ServiceWorkerReplyError,
} from '../../src/offline/service-worker-request.ts';

/** A service worker that answers as it is told. */
function answering(answer: unknown): Pick<ServiceWorker, 'postMessage'> {
  return { postMessage: (message: unknown) => requestIn(message)!.port.postMessage(answer) };
}

describe('a question to the service worker', () => {
  it('is understood, and its answer taken', async () => {
    expect(await askServiceWorker(answering(2), { type: 'update' }, PAGES)).toBe(2);
  });

  it.each([undefined, null, 'two', NaN, { pages: 2 }])(
    'that is answered by %j is an error of ours',
    async (answer) => {
      const asked = askServiceWorker(answering(answer), { type: 'update' }, PAGES);
      await expect(asked).rejects.toBeInstanceOf(ServiceWorkerReplyError);
    },
  );

  it('that it does not know is none, whoever sent it', () => {
    const { port1: port, port2 } = new MessageChannel();
    expect(requestIn({ type: 'cut network', cut: true, port })?.request).toEqual({
      type: 'cut network',
      cut: true,
    });
    for (const message of [
      null,
      'update',
      {},
      { type: 'update' },
      { type: 'update', port: {} },
      { type: 'cut network', port },
      { type: 'cut network', cut: 'yes', port },
      { type: 'toString', port },
      { type: '__proto__', port },
    ])
      expect(requestIn(message)).toBeNull();
    port.close();
    port2.close();
  });
});

describe('the list of the page’s files', () => {
  const file = { path: 'models/a.onnx', bytes: 7, sha256: 'a'.repeat(64) };

  it('is read as it was built', () => {
    expect(offlineFiles([file, { ...file, onUse: true }])).toEqual([file, { ...file, onUse: true }]);
  });

  it.each([
    null,
    {},
    [null],
    [{ ...file, bytes: -1 }],
    [{ ...file, sha256: 'x' }],
    [{ ...file, onUse: 'no' }],
  ])('is refused as %j', (list) => expect(() => offlineFiles(list)).toThrow(FILES_LIST));
});
