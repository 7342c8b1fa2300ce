import { ModelFileError } from '../model-files.ts';
import type { GgufHeader } from './gguf-header.ts';

/** Tokens that a model reads here at most: a long comment and a prompt several times over. */
const MOST_TOKENS = 4096;
/** What llama.cpp and its WebAssembly take besides weights and keys and values, prompts that are left behind included. */
const BESIDES = 400e6;
/** The most that WebAssembly may have in llama.cpp's build. */
export const MOST_MEMORY = 2 ** 32;
/** Of the machine's memory: the browser and the system need the rest. */
const SHARE = 0.6;

/** How many tokens a model reads here. */
export function contextTokens({ positions }: Pick<GgufHeader, 'positions'>): number {
  return Math.min(positions, MOST_TOKENS);
}

/** Bytes of memory that a model takes while it is asked. */
export function memoryNeeded(
  header: Pick<GgufHeader, 'positions' | 'cacheBytesPerToken'>,
  fileBytes: number,
): number {
  return fileBytes + contextTokens(header) * header.cacheBytesPerToken + BESIDES;
}

/**
 * Whether a model's memory can be had here, before anything is loaded.
 * @param machine `navigator`, whose `deviceMemory` says its gigabytes, rounded, where the browser tells them
 * @returns why not; `null` where it can, or nothing is known against it
 */
export function memoryProblem(
  header: Pick<GgufHeader, 'positions' | 'cacheBytesPerToken'>,
  fileBytes: number,
  machine: object,
): string | null {
  const needed = memoryNeeded(header, fileBytes);
  const advice = 'Choose a smaller model, or one with fewer bits.';
  if (needed > MOST_MEMORY)
    return `The model needs ${gigabytes(needed)} of memory, and WebAssembly gives llama.cpp at most ${gigabytes(MOST_MEMORY)}. ${advice}`;
  const { deviceMemory } = machine as { readonly deviceMemory?: number };
  if (deviceMemory !== undefined && needed > deviceMemory * 2 ** 30 * SHARE)
    return `The model needs ${gigabytes(needed)} of memory, and this machine has about ${deviceMemory} GB in all. ${advice}`;
  return null;
}

/** @throws {ModelFileError} with {@link memoryProblem} */
export function checkMemory(
  header: Pick<GgufHeader, 'positions' | 'cacheBytesPerToken'>,
  fileBytes: number,
  machine: object,
): void {
  const problem = memoryProblem(header, fileBytes, machine);
  if (problem) throw new ModelFileError(problem);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
