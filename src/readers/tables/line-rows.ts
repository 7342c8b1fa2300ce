import { BROKEN_TEXT } from './delimited-rows.ts';
import type { Row } from './row.ts';
import type { TextBlock } from './text-blocks.ts';

/** Every line of a file as a row of one cell. */
export async function* lineRows(blocks: AsyncIterable<TextBlock>): AsyncGenerator<Row[]> {
  for await (const block of blocks) {
    const lines = block.text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    const broken = new Set(block.brokenLines);
    yield lines.map((text, index) => {
      const raw = text.endsWith('\r') ? text.slice(0, -1) : text;
      const line = block.line + index;
      return { line, cells: [raw], raw, problem: broken.has(line) ? BROKEN_TEXT : null };
    });
  }
}
