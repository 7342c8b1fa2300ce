import type { NextTokens } from '../language-model/decoder.ts';
import type { Onward, ReadPaths } from '../language-model/read-paths.ts';
import { RowCache } from './row-cache.ts';
import { widthOf, type RowDecoder, type RowsRead, type RowToken } from './row-decoder.ts';

/** Paths that go on together at most: enough that unpacking the weights is a part of a pass, and few enough for their memory. */
export const MOST_PATHS = 48;

/** What may follow a text: it stands in the text's row, behind the text and among other such paths, none of which it sees. */
interface Path {
  /** Of the text. */
  readonly row: number;
  /** Tokens of the text. */
  readonly text: number;
  /** Of its own tokens, counted from the beginning's end. */
  readonly places: readonly number[];
}

/**
 * Reads texts behind a beginning, to go on from each; what a text and all its paths have in common is there once.
 * @param room tokens that paths of one text may have together at most
 */
export async function readTexts(
  decoder: RowDecoder,
  beginning: RowsRead,
  texts: readonly Int32Array[],
  room: number,
): Promise<{ next: NextTokens; read: ReadPaths }> {
  const rows = texts.map((text) =>
    Array.from(text, (token, at): RowToken => ({
      token,
      position: beginning.length + at,
      sees: (place) => place <= at,
    })),
  );
  const width = widthOf(rows);
  const last = texts.map(({ length }, row) => row * width + length - 1);
  const { scores, fresh } = await decoder.readOn(rows, last, beginning);
  const cache = RowCache.behind(beginning, fresh, room, decoder.makeTensor);
  const paths = texts.map(({ length }, row) => ({ row, text: length, places: [] }));
  return { next: nextTokens(decoder, scores), read: pathsInRows(decoder, cache, paths, width) };
}

/** @param used places behind the beginning that hold something */
function pathsInRows(decoder: RowDecoder, cache: RowCache, paths: readonly Path[], used: number): ReadPaths {
  return {
    count: paths.length,
    most: MOST_PATHS,
    async readOn(onward: readonly Onward[]) {
      // A text of whose paths none goes on is left behind.
      const live = [...new Set(onward.map(({ row }) => paths[row].row))];
      const left = cache.rows(live);
      const { beginning } = left.read;
      const rows = live.map((): RowToken[] => []);
      const moved = onward.map(({ row: from, token }): Path & { at: number } => {
        const { row: old, text, places } = paths[from];
        const row = live.indexOf(old);
        const at = rows[row].length;
        rows[row].push({
          token,
          position: beginning + text + places.length,
          sees: (place) => place < text || places.includes(place),
        });
        return { row, at, text, places: [...places, used + at] };
      });
      const width = widthOf(rows);
      const scored = moved.map(({ row, at }) => row * width + at);
      const { scores, fresh } = await decoder.readOn(rows, scored, left.read);
      left.write(fresh, beginning + used);
      return {
        next: nextTokens(decoder, scores),
        read: pathsInRows(decoder, left, moved, used + width),
      };
    },
  };
}

function nextTokens({ vocabulary }: RowDecoder, scores: readonly Float32Array[]): NextTokens {
  return { vocabulary, logits: (row) => scores[row] };
}
