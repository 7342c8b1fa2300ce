import type { Device } from '../onnx-runtime-files.ts';
import { isHalfPrecision, type Dtype } from './weights.ts';

/** What a model runs on, and whether fewer texts at once than is fastest. */
export interface Placement {
  readonly device: Device;
  readonly smallBatches: boolean;
}

/** What a model had best run on here. */
export interface PlacementAdvice {
  readonly device: Device;
  /** As a sentence: `Suggested: the processor, with 2 threads, because …`. */
  readonly reason: string;
  /** Where it could run as well, if a person wants it to. */
  readonly possible: readonly Device[];
}

/** The part of WebGPU that is asked; TypeScript's own types have none. */
export interface GraphicsCards {
  requestAdapter(): Promise<{
    readonly features: ReadonlySet<string>;
    readonly info?: { readonly isFallbackAdapter?: boolean };
    readonly isFallbackAdapter?: boolean;
  } | null>;
}

/**
 * Chooses what a model runs on: the graphics card where there is one and the weights suit it, otherwise the processor.
 * @param cards `navigator.gpu`
 * @param threads of WebAssembly that may be used here
 */
export async function advisePlacement(
  dtype: Dtype,
  cards: GraphicsCards | undefined,
  threads: number,
): Promise<PlacementAdvice> {
  const processor = processorWith(threads);
  const on = (reason: string, ...possible: Device[]): PlacementAdvice => ({
    device: 'wasm',
    reason: `Suggested: ${processor}, because ${reason}.`,
    possible: ['wasm', ...possible],
  });
  const card = await cards?.requestAdapter().catch(() => null);
  if (!card) return on('this browser offers no graphics card (WebGPU)');
  if (dtype === 'q8') return on('arithmetic in 8 bits is not for graphics cards');
  if (isHalfPrecision(dtype) && !card.features.has('shader-f16'))
    return on('the graphics card has no half precision (shader-f16)');
  if (card.info?.isFallbackAdapter ?? card.isFallbackAdapter)
    return on('the only graphics card is an imitation in software, which is slower', 'webgpu');
  return {
    device: 'webgpu',
    reason: 'Suggested: the graphics card, by WebGPU.',
    possible: ['webgpu', 'wasm'],
  };
}

/**
 * Chooses what a model in GGUF form runs on. What ONNX Runtime answers of it can come from the graphics card; llama.cpp runs on the
 * processor: on a card it wants half precision, and says nothing where it goes without.
 *
 * @param inOnnxRuntime threads of ONNX Runtime, where that gives its label likelihoods and free samples
 */
export async function ggufPlacement(
  cards: GraphicsCards | undefined,
  threads: number,
  inOnnxRuntime: number | null,
): Promise<PlacementAdvice> {
  if (inOnnxRuntime === null)
    return { device: 'wasm', reason: `Runs on ${processorWith(threads)}, by llama.cpp.`, possible: ['wasm'] };
  const advice = await advisePlacement('q4', cards, inOnnxRuntime);
  const reason = `${advice.reason} That is for label likelihood and free samples, by ONNX Runtime; percentages, answers in JSON and what a grammar keeps to the labels come from the processor, by llama.cpp with ${threadsInWords(threads)}.`;
  return { ...advice, reason };
}

function processorWith(threads: number): string {
  return `the processor, with ${threadsInWords(threads)}`;
}

function threadsInWords(threads: number): string {
  return threads > 1 ? `${threads} threads` : 'one thread';
}

/** Whether there is a graphics card with half precision. */
export async function hasHalfPrecision(cards: GraphicsCards | undefined): Promise<boolean> {
  const card = await cards?.requestAdapter().catch(() => null);
  return card?.features.has('shader-f16') ?? false;
}

/** What runtimes and browsers say when memory runs out. */
const NO_MEMORY =
  /out of memory|bad_alloc|allocation failed|failed to allocate|invalid array (buffer )?length|memory access out of bounds|could not allocate/i;

/** What WebGPU says when its device is gone. */
const NO_DEVICE = /device (was|is) lost|lost device|DeviceLost|external Instance reference no longer exists/i;

/** What is said where the runtime for the graphics card cannot be had: it is not part of what is kept for use offline. */
const NO_RUNTIME = /no available backend found|dynamically imported module/i;

/**
 * Where to go on after a run failed, or `null` where the failure has nothing to do with the place: after a lost device, and without the
 * runtime for one, on the processor; after want of memory with fewer texts at once, and then on the processor.
 */
export function nextPlacement(error: unknown, { device, smallBatches }: Placement): Placement | null {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'DeviceLostError' || NO_DEVICE.test(message) || NO_RUNTIME.test(message))
    return device === 'webgpu' ? { device: 'wasm', smallBatches } : null;
  // A browser that is short of memory ends the worker without a word.
  if (name !== 'WorkerDiedError' && !NO_MEMORY.test(message)) return null;
  if (!smallBatches) return { device, smallBatches: true };
  return device === 'webgpu' ? { device: 'wasm', smallBatches } : null;
}
