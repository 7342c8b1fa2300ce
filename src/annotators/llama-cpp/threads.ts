/**
 * How many of the threads that WebAssembly may use llama.cpp is given: all but one. Its threads wait for each other without rest, so
 * that all of them stand still as long as anything else has the core of one.
 */
export function llamaCppThreads(available: number): number {
  return Math.max(1, available - 1);
}
