/** Storage belongs to the port as well as to the host, so the page always opens on the same one. */
export const PORT = 4127;

/** Threads in WebAssembly need a cross-origin isolated page. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
