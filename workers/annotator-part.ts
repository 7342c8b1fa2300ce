import './tell-requests.ts';
import { expose } from 'comlink';
import { onnxRuntimeWeb } from '../src/annotators/onnx-runtime-web.ts';
import { SessionPart } from '../src/annotators/spread-runtime.ts';

/** What the page asks of this worker. */
const api = {
  /**
   * Runs a model on one thread for the worker at the other end of a port.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   */
  serve(port: MessagePort, baseUrl: string): void {
    expose(new SessionPart(onnxRuntimeWeb(baseUrl, 1)), port);
  },
};

export type AnnotatorPartWorker = typeof api;

expose(api);
