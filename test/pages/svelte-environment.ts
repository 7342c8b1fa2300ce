import type { Environment } from 'vitest/environments';

/**
 * Compiles what uses runes as for a browser, in Node: state is reactive, and of a page there is only where it stands, its
 * storage and its cores.
 */
export default {
  name: 'svelte',
  viteEnvironment: 'client',
  setup(global) {
    const page = {
      document: { baseURI: 'https://dissensus.test/' },
      location: { hash: '' },
      addEventListener: () => undefined,
      sessionStorage: new MemoryStorage(),
      localStorage: new MemoryStorage(),
      navigator: { hardwareConcurrency: 2, userAgent: 'A test' },
    };
    const before = new Map(
      Object.keys(page).map((name) => [name, Object.getOwnPropertyDescriptor(global, name)]),
    );
    for (const [name, value] of Object.entries(page))
      Object.defineProperty(global, name, { value, configurable: true, writable: true });
    return {
      teardown() {
        for (const [name, descriptor] of before) {
          if (descriptor) Object.defineProperty(global, name, descriptor);
          else Reflect.deleteProperty(global, name);
        }
      },
    };
  },
} satisfies Environment;

class MemoryStorage {
  readonly #kept = new Map<string, string>();
  getItem = (key: string) => this.#kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#kept.set(key, value);
  removeItem = (key: string) => void this.#kept.delete(key);
  clear = () => this.#kept.clear();
}
