import './report-requests.ts';
import { expose } from 'comlink';
import type { InferenceSession } from 'onnxruntime-web';
import { onnxRuntimeWeb } from '../src/annotators/onnx-runtime-web.ts';
import { handedOver, tensors, type SessionPart } from '../src/annotators/spread-runtime.ts';

/** What the page asks of this worker. */
const api = {
  /**
   * Runs a model on one thread for the worker at the other end of a port.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   */
  serve(port: MessagePort, baseUrl: string): void {
    const runtime = onnxRuntimeWeb(baseUrl, 1);
    let session: Pick<InferenceSession, 'run'> | null = null;
    const part: SessionPart = {
      async open(model) {
        const opened = await runtime.InferenceSession.create(model);
        session = opened;
        return { inputNames: [...opened.inputNames], outputNames: [...opened.outputNames] };
      },
      async run(feeds) {
        if (!session) throw new Error('A part of the annotation was asked before it had its model.');
        return handedOver(await session.run(tensors(feeds, runtime.Tensor)));
      },
    };
    expose(part, port);
  },
};

export type AnnotatorPartWorker = typeof api;

expose(api);
