import type { Environment } from 'vitest/environments';

/** Compiles what uses runes as for a browser, in Node: state is reactive, and there is no document. */
export default {
  name: 'svelte',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
