import type { ModelIdentity } from '../classifier.ts';
import { chatRenderer } from '../llama-cpp/chat-renderer.ts';
import { readGgufHeader } from '../llama-cpp/gguf-header.ts';
import { beginningOf, readGgufMetadata } from '../llama-cpp/gguf-metadata.ts';
import { checkMemory, contextTokens } from '../llama-cpp/memory-needed.ts';
import { ModelFileError } from '../model-files.ts';
import type { OnnxRuntime, SessionOptions } from '../onnx-runtime.ts';
import { endTokensOf, ggufTokenizer } from './gguf-tokenizer.ts';
import { llamaShape } from './llama-file.ts';
import { llamaGraph } from './llama-graph.ts';
import { onnxFile, WEIGHTS } from './onnx-file.ts';
import { placeWeights } from './placed-weights.ts';
import { RowDecoder } from './row-decoder.ts';
import type { RowModel } from './row-model.ts';

/** Times its file a model's weights take while ONNX Runtime copies them. */
const COPIES = 2;

/**
 * Makes a graph of a GGUF file's weights and loads it into ONNX Runtime.
 * @param file the whole of it
 * @throws {ModelFileError} where it is none that {@link llamaShape} knows, or its memory cannot be had
 */
export async function loadGgufOnnx(
  identity: ModelIdentity,
  file: Blob,
  runtime: OnnxRuntime,
  options?: SessionOptions,
): Promise<RowModel> {
  const header = await readGgufHeader(beginningOf(file));
  const metadata = await readGgufMetadata(beginningOf(file));
  const shape = llamaShape(metadata);
  if (!shape)
    throw new ModelFileError(
      `ONNX Runtime cannot compute this model (${header.architecture}, ${header.quantisation}) from its GGUF file; llama.cpp can.`,
    );
  checkMemory(header, COPIES * file.size, globalThis.navigator ?? {});
  const { bytes, tensors } = await placeWeights(file, metadata.tensors, shape);
  const session = await runtime.InferenceSession.create(onnxFile(llamaGraph(shape, tensors)), {
    ...options,
    // A store of memory that grows by doubling, and is never given back, took twice what the weights take.
    enableCpuMemArena: false,
    enableMemPattern: false,
    externalData: [{ path: WEIGHTS, data: bytes }],
  });
  // ONNX Runtime has a copy of its own by now. Where this is missing, the memory is given back when garbage is collected.
  (bytes.buffer as { transfer?(length: number): ArrayBuffer }).transfer?.(0);
  return {
    identity,
    decoder: new RowDecoder(session, runtime, shape),
    tokenizer: ggufTokenizer(metadata, chatRenderer(header)),
    positions: contextTokens(header),
    endTokens: endTokensOf(metadata),
    end: () => void session.release?.(),
  };
}
