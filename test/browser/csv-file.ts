/** A CSV file of lines, the header first, as Playwright puts it into a field. */
export function csvFile(
  name: string,
  lines: readonly string[],
): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}
