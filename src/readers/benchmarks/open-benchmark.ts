import { sha256 } from 'hash-wasm';
import type { SourceFile } from '../../judgments/source-file.ts';
import type { Benchmark } from './benchmark.ts';
import { readBenchmark } from './benchmark-file.ts';
import type { ShippedBenchmark } from './shipped-benchmarks.ts';

/** A benchmark could not be had; the message says what to do. */
export class BenchmarkError extends Error {
  override readonly name = 'BenchmarkError';
}

/**
 * Opens a benchmark's file, which is the data set's one source.
 * @throws BenchmarkError if it is not, byte for byte, the file that was shipped
 */
export async function openBenchmark(
  { name, path, bytes, sha256: expected, items }: ShippedBenchmark,
  content: Uint8Array,
): Promise<Benchmark> {
  if (content.byteLength !== bytes || (await sha256(content)) !== expected)
    throw new BenchmarkError(
      `The figures of ${name} were cut off or altered on the way. Reload the page and open them again.`,
    );
  const { dataset, ...rest } = readBenchmark(content);
  const source: SourceFile = {
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes,
    sha256: expected,
    layout: 'figures that came with this page, without texts',
    rowsRead: items,
    skipped: [],
    kind: 'benchmark',
  };
  return { ...rest, dataset: { ...dataset, sources: [source] } };
}

/**
 * Loads a benchmark from the page's own origin.
 * @param baseUrl the page's `document.baseURI`
 * @throws BenchmarkError if it cannot be loaded
 */
export async function fetchBenchmark(shipped: ShippedBenchmark, baseUrl: string): Promise<Benchmark> {
  const address = new URL(shipped.path, baseUrl).href;
  let content: Uint8Array;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    content = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new BenchmarkError(
      `The figures of ${shipped.name} could not be loaded from ${address}: ${(cause as Error).message}. ` +
        'Check the connection to this page and try again.',
      { cause },
    );
  }
  return await openBenchmark(shipped, content);
}
