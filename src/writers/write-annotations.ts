import { annotationsLayout, type Annotations } from '../readers/annotations/annotations-layout.ts';
import { writeCsv } from './write-csv.ts';
import { writeJsonLines } from './write-json-lines.ts';
import { writeParquet } from './write-parquet.ts';

export type AnnotationsFormat = 'csv' | 'jsonl' | 'parquet';

/**
 * A file of model annotations to take home: one row for each annotator and item with its id, its text if wanted, the model,
 * the method and a probability for each label, empty where there is no answer; a column of words says whether the answer failed or the
 * annotator was not asked. The annotators, their keys, the prompts that they were asked with and the
 * questions stand in a header, so that the reader gives back exactly what was written, to the bit.
 */
export async function writeAnnotations(format: AnnotationsFormat, annotations: Annotations): Promise<Blob> {
  const layout = annotationsLayout(annotations);
  if (format === 'csv') return writeCsv(annotations, layout);
  if (format === 'jsonl') return writeJsonLines(annotations, layout);
  return writeParquet(annotations, layout);
}
