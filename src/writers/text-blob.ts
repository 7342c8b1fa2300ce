/** Joins lines into a blob, piece by piece: one string of it all may be longer than a string can be. */
export function textBlob(lines: Iterable<string>, type: string): Blob {
  const PIECE_LENGTH = 2 ** 20;
  const pieces: Blob[] = [];
  let piece: string[] = [];
  let length = 0;
  for (const line of lines) {
    piece.push(line);
    length += line.length;
    if (length < PIECE_LENGTH) continue;
    pieces.push(new Blob(piece));
    piece = [];
    length = 0;
  }
  return new Blob([...pieces, ...piece], { type });
}
