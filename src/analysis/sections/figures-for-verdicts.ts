import { withFigures } from '../model-patch.ts';
import type { ModelFigures } from '../model-patch.ts';
import type { ModelReport } from '../report.ts';
import { sectionOf, withReasons } from '../section.ts';
import type { Section } from '../section.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { categoryAgreementSection } from './category-agreement.ts';
import { ceilingSection } from './ceiling.ts';
import { floorSection } from './floor.ts';
import { modelSection } from './model.ts';
import { altTestSection, worthSection } from './worth.ts';

/** A model's report as far as verdicts rest on it. */
export function figuresForVerdicts(study: QuestionStudy, model: ModelStudy): ModelReport {
  const sections: readonly Section<ModelFigures>[] = [
    floorSection(study, model),
    sectionOf<ModelFigures>({
      worth: worthSection(study, model),
      altTest: altTestSection(study, model),
      ceiling: ceilingSection(study, model),
      categories: categoryAgreementSection(study, model),
    }),
  ];
  return sections.map(withReasons).reduce(withFigures, withReasons(modelSection(study, model)));
}
