import { CSV_MARK } from '../readers/annotations/annotations-header.ts';
import {
  rowValues,
  type Annotations,
  type AnnotationsLayout,
} from '../readers/annotations/annotations-layout.ts';
import { guardedJson, writeCell } from '../files/csv-cell.ts';
import { floatWriter } from './float-text.ts';
import { textBlob } from './text-blob.ts';

/** Annotations as CSV (RFC 4180, UTF-8) below one line that holds their header as JSON. */
export function writeCsv({ ids, texts }: Annotations, { header, answers }: AnnotationsLayout): Blob {
  function* lines() {
    yield `${CSV_MARK}${guardedJson(header)}\n`;
    yield `${header.columns.map(writeCell).join(',')}\n`;
    const float = floatWriter();
    for (const [place, { model, method }] of header.annotators.entries()) {
      const who = `${writeCell(model)},${writeCell(method)}`;
      for (const [item, id] of ids.entries()) {
        const what = texts === null ? writeCell(id) : `${writeCell(id)},${writeCell(texts[item])}`;
        const values = rowValues(answers[place], header, item);
        const cells = values.map((value) =>
          value === null ? '' : typeof value === 'string' ? writeCell(value) : float(value),
        );
        yield `${what},${who},${cells.join(',')}\n`;
      }
    }
  }
  return textBlob(lines(), 'text/csv');
}
