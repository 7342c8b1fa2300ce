/** What a page asks of the service worker. */
export type ServiceWorkerRequest =
  /** Answers with the number of other open pages; with none it takes over. */
  | { readonly type: 'update' }
  /** From then on it neither looks into the copy that is kept nor adds to it. */
  | { readonly type: 'keep nothing more' }
  /** Both answer with whether the network is cut off. */
  | { readonly type: 'cut network'; readonly cut: boolean }
  | { readonly type: 'is network cut' };

/** Asks a service worker and waits for its answer. */
export function askServiceWorker<Reply>(
  worker: ServiceWorker,
  request: ServiceWorkerRequest,
): Promise<Reply> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      resolve(data as Reply);
      port1.close();
    };
    worker.postMessage({ ...request, port: port2 }, [port2]);
  });
}
