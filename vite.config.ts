import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Storage belongs to the port as well as to the host, so the page always opens on the same one. */
const PORT = 4127;

/** Threads in WebAssembly need a cross-origin isolated page. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

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

export default defineConfig({
  base: './',
  plugins: [svelte(), policyInPage()],
  resolve: {
    // Without this condition ONNX Runtime brings a second copy of its WebAssembly and looks for it on a CDN.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  worker: { format: 'es' },
  server: { port: PORT, strictPort: true, headers: ISOLATION },
  preview: { port: PORT, strictPort: true, headers: ISOLATION },
});
