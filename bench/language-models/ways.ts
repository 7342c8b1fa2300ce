import type { PageWay } from './page/page.ts';

/** A way that is timed. */
export interface Way {
  readonly title: string;
  /** What the page loads; `null` for a process of its own. */
  readonly page: PageWay | null;
  /** Texts by label likelihood in a round: fewer where it is slow. */
  readonly texts: number;
  /** Texts by samples in a round. */
  readonly sampled: number;
}

export const WAYS: readonly Way[] = [
  { title: 'ours, ONNX Runtime', page: 'ours, ONNX Runtime', texts: 67, sampled: 12 },
  { title: 'ours, llama.cpp', page: 'ours, llama.cpp', texts: 4, sampled: 1 },
  {
    title: 'wllama, a completion for each word',
    page: 'wllama, a completion for each word',
    texts: 2,
    sampled: 1,
  },
  { title: 'native llama.cpp', page: null, texts: 67, sampled: 12 },
  { title: 'transformers.js', page: 'transformers.js', texts: 2, sampled: 1 },
];
