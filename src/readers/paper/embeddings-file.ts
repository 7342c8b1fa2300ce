import type { NamedBlob } from '../named-blob.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { fileHead } from '../tables/file-head.ts';
import { openFile } from '../tables/open-file.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

const KEYS = ['id', 'label', 'word', 'text'] as const;
const VECTORS = ['embedding', 'vector'] as const;
const SCORE = 'embedding_score';

/** Vectors by what they are of (a text's id, a text, a label's word), or finished scores by label. */
export type EmbeddingsFile =
  | { readonly kind: 'vectors'; readonly vectors: ReadonlyMap<string, Float64Array> }
  | { readonly kind: 'scores'; readonly scores: ReadonlyMap<string, number> };

/**
 * Reads embeddings: a table with a column `id`, `label`, `word` or `text` and the vector in a column `embedding` or `vector` (as a list) or
 * in the columns after it; or a column `label` and a column `embedding_score`.
 * @throws UnreadableFileError if the file has another form, or vectors of different lengths
 */
export async function readEmbeddings(file: NamedBlob): Promise<EmbeddingsFile> {
  const head = await fileHead(file);
  const { columns } = head;
  const key = KEYS.map((name) => columns.indexOf(name)).find((place) => place >= 0);
  if (key === undefined)
    throw new UnreadableFileError(
      file.name,
      `Embeddings need a column ${KEYS.join(', ')}; its columns are ${columns.slice(0, 10).join(', ')}.`,
    );
  const score = columns.indexOf(SCORE);
  const list = VECTORS.map((name) => columns.indexOf(name)).find((place) => place >= 0);
  const wanted =
    score >= 0
      ? [score]
      : list === undefined
        ? columns.map((_, place) => place).filter((place) => place !== key)
        : [list];
  const rows = new Map<string, Float64Array>();
  let length: number | null = null;
  const open = await openFile(head, new ReadingProgress([file], {}));
  for await (const batch of open.rows([key, ...wanted])) {
    for (const { line, cells, problem } of batch) {
      const numbers =
        list === undefined || score >= 0
          ? wanted.map((place) => numberOf(cells[place]))
          : listed(cells[list]);
      length ??= numbers.length;
      if (problem !== null || numbers.some(Number.isNaN) || numbers.length !== length || length === 0)
        throw new UnreadableFileError(
          file.name,
          problem ?? `A row of ${length} numbers is expected, as in the first row.`,
          line,
        );
      rows.set(cells[key], Float64Array.from(numbers));
    }
  }
  return score >= 0
    ? { kind: 'scores', scores: new Map(Array.from(rows, ([label, [value]]) => [label, value])) }
    : { kind: 'vectors', vectors: rows };
}

function numberOf(cell: string): number {
  return cell.trim() === '' ? NaN : Number(cell);
}

function listed(cell: string): readonly number[] {
  const numbers = cell
    .trim()
    .replace(/^\[|\]$/g, '')
    .trim();
  return numbers.split(/[\s,]+/).map(numberOf);
}
