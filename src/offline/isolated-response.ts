/**
 * A response with the headers that a static host does not send: threads in WebAssembly need a cross-origin isolated page.
 * @param policy the page's Content Security Policy
 */
export function isolatedResponse(response: Response, policy: string): Response {
  // A redirect that a navigation must follow itself cannot be written anew.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Content-Security-Policy', policy);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
