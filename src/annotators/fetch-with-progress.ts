/** Called with the bytes of each piece as it arrives. */
export type OnBytes = (bytes: number) => void;

/**
 * Fetches a file, saying how much of it has come.
 * @throws Error if the server does not answer with the file
 */
export async function fetchWithProgress(address: string, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status} to ${address}.`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    onBytes(piece.value.length);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
