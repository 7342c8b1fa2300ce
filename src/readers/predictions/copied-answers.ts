import type { CopiedFile } from '../../judgments/source-file.ts';
import type { NamedBlob } from '../named-blob.ts';
import { copiesAmong } from '../same-files.ts';
import type { OpenFile } from '../tables/open-file.ts';
import type { PredictionLayout } from './prediction-layout.ts';
import { stem } from './prediction-rows.ts';

/** A file of models' predictions, with how it is read. */
export interface OpenPredictions {
  readonly open: OpenFile;
  readonly layout: PredictionLayout;
}

/** Files of predictions that an earlier one repeats: read again, each sample would count twice. */
export async function copiedAnswers(
  files: readonly OpenPredictions[],
): Promise<ReadonlyMap<NamedBlob, CopiedFile>> {
  // A table without a column of models is of the model that its name says.
  const ofModel = new Map(
    files.map(({ open, layout }) => [open.head.file, layout.kind !== 'batch' && layout.model === null]),
  );
  return await copiesAmong([...ofModel.keys()], 'answers', (file) =>
    ofModel.get(file) ? stem(file.name.replace(/^.*\//, '')) : null,
  );
}
