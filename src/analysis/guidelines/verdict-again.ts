import type { GuidelineReport } from '../report.ts';
import type { GuidelineThresholds } from '../settings.ts';
import { categoryVerdict } from './category-verdict.ts';
import { questionVerdict } from './question-verdict.ts';

/** The verdict that the same grounds lead to with other thresholds. */
export function verdictAgain(given: GuidelineReport, thresholds: GuidelineThresholds): GuidelineReport {
  const { scope, question, category } = given;
  if (question) return { ...questionVerdict(question, thresholds), question };
  if (!category) return given;
  return { ...categoryVerdict(scope, category, thresholds), category };
}
