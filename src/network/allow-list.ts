/**
 * Whether a request may go to an address: its origin is one of those given, spelled as a Content-Security-Policy does
 * (`https://huggingface.co`, or `https://*.hf.co` for every host below hf.co and not hf.co itself).
 */
export function isAllowed(address: string | URL, origins: readonly string[]): boolean {
  const { protocol, host, origin } = new URL(address);
  return origins.some((allowed) => {
    const [scheme, pattern] = allowed.split('//');
    return pattern.startsWith('*.')
      ? protocol === scheme && host.endsWith(pattern.slice(1))
      : origin === allowed;
  });
}
