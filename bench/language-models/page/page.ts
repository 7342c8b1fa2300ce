import type { BenchedWay } from '../benched-way.ts';

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

/** Loads a model, kept in the page as parts of its GGUF file; or, for transformers.js, as files in a folder of the site. */
export type LoadWay = (file: Blob, baseUrl: string) => Promise<BenchedWay>;

/** A page can hold one build of ONNX Runtime, and each way is timed in a browser of its own. */
const WAYS = {
  'ours, ONNX Runtime': async () => (await import('./rows-way.ts')).loadRows,
  'ours, llama.cpp': async () => (await import('./completions-way.ts')).loadCompletions,
  'wllama, a completion for each word': async () => (await import('./plain-wllama-way.ts')).loadPlain,
  'transformers.js': async () => (await import('./transformers-way.ts')).loadTransformers,
} as const satisfies Readonly<Record<string, () => Promise<LoadWay>>>;

export type PageWay = keyof typeof WAYS;

let file: Blob;
let load: LoadWay;
let way: BenchedWay;

const languageModels = {
  /** Fetches the model's file and the way's code, which the page would have kept. */
  async prepare(name: PageWay, parts: readonly string[]): Promise<void> {
    file = new Blob(await Promise.all(parts.map(async (url) => await (await fetch(url)).blob())));
    load = await WAYS[name]();
  },

  async load(): Promise<string[]> {
    way = await load(file, baseUrl);
    return Object.keys(way);
  },

  call: async (what: keyof BenchedWay, texts: readonly string[] = []): Promise<unknown> =>
    await way[what]!(texts),
};

declare global {
  var languageModels: LanguageModelsBench;
}
export type LanguageModelsBench = typeof languageModels;

globalThis.languageModels = languageModels;
