import { ratersOf } from '../raters.ts';
import type { GuidelineReport } from '../report.ts';
import type { Section } from '../section.ts';
import { stream } from '../study.ts';
import type { QuestionStudy } from '../study.ts';
import { calibratedModels } from './calibration.ts';
import { figuresForVerdicts } from './figures-for-verdicts.ts';
import { guidelinesSection } from './guidelines.ts';

const kept = new WeakMap<QuestionStudy, QuestionStudy | null>();

/** The study without the raters who are doubtful; `null` where none is, or votes are not raters'. */
function withoutDoubtful(study: QuestionStudy): QuestionStudy | null {
  const known = kept.get(study);
  if (known !== undefined) return known;
  const { annotated, settings } = study;
  const { question, votes, origin } = annotated;
  const raters =
    origin === 'raters' ? ratersOf(question, votes, settings.resamples, stream(study, 'raters')) : null;
  const doubtful = (raters ?? []).flatMap((one, place) => (one.doubtful ? [place] : []));
  const others = doubtful.length === 0 ? null : study.without(doubtful);
  kept.set(study, others);
  return others;
}

/**
 * A model's verdicts once more, as if the raters who are doubtful had never been asked; they stand beside the first and never in
 * their place. `null` where there is no such rater.
 * @param place of the model in the study
 */
export function verdictsWithoutDoubtful(
  study: QuestionStudy,
  place: number,
  texts: readonly string[],
): Section<readonly GuidelineReport[]> | null {
  const others = withoutDoubtful(study);
  if (others === null) return null;
  const model = others.models[place];
  const row = figuresForVerdicts(others, model);
  return guidelinesSection(others, model, calibratedModels(others, model, texts), row);
}
