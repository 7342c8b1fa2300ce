import type { OfflineFile } from './offline-files.ts';

/** How often a file is asked for before its copy is given up until the next try. */
const TRIES = 3;
const PAUSE_MILLISECONDS = 1000;

/**
 * Fetches a file as the list says it is, byte for byte.
 * @throws Error where it did not come, or came cut off or altered, three times
 */
export async function fetchWhole(url: string, file: OfflineFile): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${file.path}: the server answered ${response.status}.`);
      const body = await response.arrayBuffer();
      if (body.byteLength !== file.bytes || (await sha256(body)) !== file.sha256)
        throw new Error(`${file.path} was cut off or altered on the way.`);
      return new Response(body, { headers: response.headers });
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * PAUSE_MILLISECONDS));
    }
  }
}

async function sha256(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
