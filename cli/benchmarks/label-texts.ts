import type { LabelTexts } from '../../src/analysis/paper/lexical-transparency.ts';
import { scoredLabelTexts } from '../../src/analysis/paper/scored-label-texts.ts';
import { hasLabels } from '../../src/analysis/question-kinds.ts';
import { matches, studyQuestion } from '../../src/analysis/study.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { benchmarkInputs } from './benchmark-inputs.ts';
import { readDataset, RECIPES } from './recipes.ts';

/**
 * Of every benchmark whose raters gave labels, the texts that each label's scores are over.
 * @param folder of data sets
 */
export async function benchmarkLabelTexts(folder: string): Promise<readonly LabelTexts[]> {
  const found: LabelTexts[] = [];
  for (const shipped of SHIPPED_BENCHMARKS) {
    const recipe = RECIPES.find(({ id }) => id === shipped.id)!;
    const { dataset, predictions, settings } = await benchmarkInputs(shipped);
    const asked = dataset.questions
      .filter(hasLabels)
      .filter(({ question, origin }) => question.kind === 'categorical' && origin === 'raters');
    if (asked.length === 0) continue;
    const original = await readDataset(recipe, folder);
    const textOf = new Map(original.ids.map((id, item) => [id, original.texts[item]]));
    const whole = { ...dataset, texts: dataset.ids.map((id) => textOf.get(id)!), withoutText: undefined };
    for (const annotated of asked) {
      const study = studyQuestion(whole, annotated, matches(whole, annotated, predictions), settings);
      found.push(...(scoredLabelTexts(study, whole.texts) ?? []));
    }
  }
  return found;
}
