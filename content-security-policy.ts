import { allowedHosts } from './src/network/hosts.ts';

/**
 * What the page and its workers may load and whom they may talk to: themselves, and the hosts that buttons name.
 * 'wasm-unsafe-eval' lets WebAssembly compile; blob: lets a worker start in a way that inherits this policy.
 */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    `connect-src 'self' ${allowedHosts(process.env.DISSENSUS_EXTRA_HOSTS ?? '').join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
