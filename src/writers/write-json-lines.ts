import { HEADER_KEY } from '../readers/annotations/annotations-header.ts';
import {
  rowValues,
  valueColumns,
  type Annotations,
  type AnnotationsLayout,
} from '../readers/annotations/annotations-layout.ts';
import { floatWriter } from './float-text.ts';
import { textBlob } from './text-blob.ts';

/** Annotations as JSON Lines: their header in the first, then an object for each row; null for the probabilities where there is no answer. */
export function writeJsonLines({ ids, texts }: Annotations, { header, answers }: AnnotationsLayout): Blob {
  const columns = valueColumns(header.questions).map((name) => JSON.stringify(name));
  function* lines() {
    yield `${JSON.stringify({ [HEADER_KEY]: header })}\n`;
    const float = floatWriter();
    for (const [place, { model, method }] of header.annotators.entries()) {
      const who = `"model":${JSON.stringify(model)},"method":${JSON.stringify(method)}`;
      for (const [item, id] of ids.entries()) {
        const text = texts === null ? '' : `"text":${JSON.stringify(texts[item])},`;
        // Written piece by piece: an object with a key called __proto__ would lose it.
        const values = rowValues(answers[place], header, item).map(
          (value, column) =>
            `,${columns[column]}:${typeof value === 'number' ? float(value) : JSON.stringify(value)}`,
        );
        yield `{"id":${JSON.stringify(id)},${text}${who}${values.join('')}}\n`;
      }
    }
  }
  return textBlob(lines(), 'application/jsonl');
}
