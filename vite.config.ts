import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { analysisVersion } from './analysis-version.ts';
import { BUILT_PAGES } from './built-pages.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { KEPT_APART, offlineFiles } from './offline-files-plugin.ts';
import { ISOLATION, PORT } from './serving.ts';

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
    globPatterns: ['**/*.{html,js,mjs,css,svg,json,csv}'],
    globIgnores: KEPT_APART,
  },
});

export default defineConfig({
  ...BUILT_PAGES,
  plugins: [...BUILT_PAGES.plugins, offlineFiles(), offlineCopy],
  define: {
    ...BUILT_PAGES.define,
    // For the service worker, which sends it along.
    CONTENT_SECURITY_POLICY: JSON.stringify(contentSecurityPolicy()),
    // With every report that is kept.
    ANALYSIS_VERSION: JSON.stringify(analysisVersion()),
  },
  server: { port: PORT, strictPort: true, headers: ISOLATION },
  preview: { port: PORT, strictPort: true, headers: ISOLATION },
});
