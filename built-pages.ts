import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, type Plugin, type UserConfig } from 'vite';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { pageModels } from './page-models.ts';

/** Writes the policy into the page itself, because a static host sends no headers of ours. */
function policyInPage(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy() },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** How every page of ours is built: the site, which adds its copy for use offline, and the pages of the tests. */
export const BUILT_PAGES = {
  base: './',
  plugins: [svelte(), policyInPage()],
  define: {
    // What `npm run models` has fetched.
    'import.meta.env.DISSENSUS_PAGE_MODELS': JSON.stringify(pageModels()),
    // For the addresses of models that a person may type.
    'import.meta.env.DISSENSUS_EXTRA_HOSTS': JSON.stringify(process.env.DISSENSUS_EXTRA_HOSTS ?? ''),
  },
  resolve: {
    // Without this condition ONNX Runtime brings a second copy of its WebAssembly and looks for it on a CDN.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  worker: { format: 'es' },
} satisfies UserConfig;
