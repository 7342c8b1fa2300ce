import type { InferenceSession, Tensor } from 'onnxruntime-web';

/** The part of ONNX Runtime that is used, the same in onnxruntime-web and onnxruntime-node; whoever starts the program says which. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options?: InferenceSession.SessionOptions,
    ): Promise<
      Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata' | 'run'> & {
        /** Gives the session's memory back. */
        release?(): Promise<void>;
      }
    >;
  };
  readonly Tensor: new (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]) => Tensor;
}

export type SessionOptions = InferenceSession.SessionOptions;
