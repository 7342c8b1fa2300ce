import { asStored } from '../store/answers-from-file.ts';
import { byAnnotator } from '../store/keep-predictions.ts';
import type { Store } from '../store/store.ts';
import { calibratedAnswers } from './calibrated-answers.ts';
import { judgmentsOf } from './judgments-of.ts';

/**
 * Keeps the answers that a file of calibrators makes of a project's, as those of further models of that project.
 * @param baseUrl as for {@link judgmentsOf}
 * @returns how many answers were calibrated: one for each model and question
 * @throws ProjectChangedError if the project was changed meanwhile; CalibratorFileError if the file fits nothing here, or was fitted to these very texts
 */
export async function applyCalibrators(
  store: Store,
  project: number,
  baseUrl: string,
  file: File,
): Promise<number> {
  const asOf = await store.parts.changes(project);
  const { dataset, predictions } = await judgmentsOf(store, project, baseUrl);
  const calibrated = await calibratedAnswers(file, dataset, predictions);
  const answers = byAnnotator(calibrated).flatMap((one) =>
    one.answers.map((answer) => asStored({ ...answer, annotator: one.annotator })),
  );
  await store.projects.addPredictions(project, [], answers, asOf);
  return calibrated.length;
}
