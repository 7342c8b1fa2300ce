import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer';
import { HEADER_KEY } from '../readers/annotations/annotations-header.ts';
import {
  rowValues,
  valueColumns,
  wordColumns,
  type Annotations,
  type AnnotationsLayout,
} from '../readers/annotations/annotations-layout.ts';

/** Rows of a row group: bounds what a reader must hold at once. */
const ROW_GROUP = 16_384;

function textColumn(name: string) {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' } as const;
}

/** Annotations as Parquet: texts and words as strings, probabilities as nullable float32, the header in the file's metadata. */
export async function writeParquet(
  { ids, texts }: Annotations,
  { header, answers }: AnnotationsLayout,
): Promise<Blob> {
  const answerColumns = valueColumns(header.questions);
  const words = wordColumns(header.questions);
  const itemColumns = header.columns.slice(0, header.columns.length - answerColumns.length);
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: header.columns.length },
      ...itemColumns.map(textColumn),
      ...answerColumns.map((name) =>
        words.has(name) ? textColumn(name) : ({ name, type: 'FLOAT', repetition_type: 'OPTIONAL' } as const),
      ),
    ],
    kvMetadata: [{ key: HEADER_KEY, value: JSON.stringify(header) }],
  });

  for (const [place, { model, method }] of header.annotators.entries()) {
    for (let start = 0; start < ids.length; start += ROW_GROUP) {
      const group = ids.slice(start, start + ROW_GROUP);
      const values: (number | string | null)[][] = answerColumns.map(() => []);
      for (let item = start; item < start + group.length; item++)
        for (const [column, value] of rowValues(answers[place], header, item).entries())
          values[column].push(value);
      const itemData: string[][] = [
        group,
        ...(texts === null ? [] : [texts.slice(start, start + ROW_GROUP)]),
        group.map(() => model),
        group.map(() => method),
      ];
      const columnData: ColumnSource[] = [
        ...itemColumns.map((name, column) => ({ name, data: itemData[column] })),
        ...answerColumns.map((name, column) => ({ name, data: values[column] })),
      ];
      await parquet.write({ columnData, rowGroupSize: ROW_GROUP });
    }
  }
  await parquet.finish();
  return new Blob([writer.getBuffer()], { type: 'application/vnd.apache.parquet' });
}
