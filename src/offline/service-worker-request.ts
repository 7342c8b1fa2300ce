import {
  boolean,
  literal,
  number,
  object,
  safeParse,
  variant,
  type GenericSchema,
  type InferOutput,
} from 'valibot';

/** What a page asks of the service worker. A page of another version may ask for something else. */
export const SERVICE_WORKER_REQUEST = variant('type', [
  /** Answers with the number of other open pages; with none it takes over. */
  object({ type: literal('update') }),
  /** From then on it neither looks into the copy that is kept nor adds to it. */
  object({ type: literal('keep nothing more') }),
  /** Both answer with whether the network is cut off. */
  object({ type: literal('cut network'), cut: boolean() }),
  object({ type: literal('is network cut') }),
]);

export type ServiceWorkerRequest = Readonly<InferOutput<typeof SERVICE_WORKER_REQUEST>>;

/** A number of pages. */
export const PAGES = number();
export const YES_OR_NO = boolean();

/** The service worker, which may be of another version than the page, answered something that the page does not know. */
export class ServiceWorkerReplyError extends Error {
  override readonly name = 'ServiceWorkerReplyError';
}

/**
 * Asks a service worker and waits for its answer.
 * @param reply what it answers
 * @throws {ServiceWorkerReplyError} where it answers something else
 */
export function askServiceWorker<Reply>(
  worker: Pick<ServiceWorker, 'postMessage'>,
  request: ServiceWorkerRequest,
  reply: GenericSchema<unknown, Reply>,
): Promise<Reply> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      port1.close();
      const { success, output } = safeParse(reply, data);
      if (success) resolve(output);
      else
        reject(
          new ServiceWorkerReplyError(
            'The copy of this page for use without a network is of another version. Close all tabs of this site and open it again.',
          ),
        );
    };
    worker.postMessage({ ...request, port: port2 }, [port2]);
  });
}

/** What a service worker was asked, and where to answer; `null` where a message is no question that it knows. */
export function requestIn(
  data: unknown,
): { readonly request: ServiceWorkerRequest; readonly port: MessagePort } | null {
  const { success, output: request } = safeParse(SERVICE_WORKER_REQUEST, data);
  const { port } = (data ?? {}) as { readonly port?: unknown };
  return success && port instanceof MessagePort ? { request, port } : null;
}
