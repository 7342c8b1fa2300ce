import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { analysisVersion } from './analysis-version.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { KEPT_APART, offlineFiles } from './offline-files-plugin.ts';
import { pageModels } from './page-models.ts';
import { ISOLATION, PORT } from './serving.ts';

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

/** The service worker: it keeps the page itself for use without a network, and the files that {@link offlineFiles} lists. */
const offlineCopy = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'workers',
  filename: 'service-worker.ts',
  // The page registers it, so that it can say how far it is.
  injectRegister: false,
  manifest: {
    name: 'Dissensus',
    short_name: 'Dissensus',
    description: 'How far a model is from the whole distribution of human judgments.',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: '#16202c',
    background_color: '#11151b',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  },
  injectManifest: {
    globPatterns: ['**/*.{html,js,mjs,css,svg,json}'],
    globIgnores: KEPT_APART,
  },
});

export default defineConfig({
  base: './',
  plugins: [svelte(), policyInPage(), offlineFiles(), offlineCopy],
  define: {
    // For the service worker, which sends it along.
    CONTENT_SECURITY_POLICY: JSON.stringify(contentSecurityPolicy()),
    // With every report that is kept.
    ANALYSIS_VERSION: JSON.stringify(analysisVersion()),
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
  server: { port: PORT, strictPort: true, headers: ISOLATION },
  preview: { port: PORT, strictPort: true, headers: ISOLATION },
});
