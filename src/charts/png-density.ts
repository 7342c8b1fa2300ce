/** Signature, and the header's chunk of 25 bytes: a length, a name, 13 bytes and a checksum. */
const AFTER_HEADER = 8 + 25;
const METRES = 1;

/**
 * A PNG that says how large it is in print (its chunk `pHYs`, PNG 11.3.4.3), so that a program which sets it takes that size and not 96
 * pixels for an inch.
 * @param png as a browser's canvas writes it: without that chunk
 * @param pixelsPerMetre alike across and down; the file holds a whole number
 */
export function withDensity(png: Uint8Array, pixelsPerMetre: number): Uint8Array<ArrayBuffer> {
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  for (const [place, letter] of [...'pHYs'].entries()) chunk.setUint8(4 + place, letter.charCodeAt(0));
  chunk.setUint32(8, Math.round(pixelsPerMetre));
  chunk.setUint32(12, Math.round(pixelsPerMetre));
  chunk.setUint8(16, METRES);
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  const sized = new Uint8Array(png.length + chunk.byteLength);
  sized.set(png.subarray(0, AFTER_HEADER));
  sized.set(new Uint8Array(chunk.buffer), AFTER_HEADER);
  sized.set(png.subarray(AFTER_HEADER), AFTER_HEADER + chunk.byteLength);
  return sized;
}

/** The checksum of a chunk's name and content (PNG, annex D), bit by bit: it is taken of 13 bytes alone. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}
