/** A file of different short texts, one a line, as a file input takes it. */
export function manyTexts(count: number): { name: string; mimeType: string; buffer: Buffer } {
  const texts = Array.from({ length: count }, (_, at) => `So it is, for the time ${at}, and so it will be.`);
  return { name: 'texts.txt', mimeType: 'text/plain', buffer: Buffer.from(texts.join('\n')) };
}
