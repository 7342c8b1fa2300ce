import { verdictAgain } from './guidelines/verdict-again.ts';
import type { ModelReport, Report } from './report.ts';
import { DEFAULT_SETTINGS, type GuidelineThresholds } from './settings.ts';

/** Lines of the verdicts that were moved from where they are by default. */
export type MovedThresholds = Partial<GuidelineThresholds>;

export const THRESHOLD_NAMES = Object.keys(
  DEFAULT_SETTINGS.thresholds,
) as readonly (keyof GuidelineThresholds)[];

/** All the lines, with those that were moved. */
export function thresholdsWith(moved: MovedThresholds): GuidelineThresholds {
  return { ...DEFAULT_SETTINGS.thresholds, ...moved };
}

/** Whether it is the name of a line. */
export function isThreshold(name: string): name is keyof GuidelineThresholds {
  return THRESHOLD_NAMES.some((one) => one === name);
}

/** A line as it is written, `distance=0.15`; `null` if there is no such line, or no number from 0 on. */
export function readThreshold(
  written: string,
): { readonly name: keyof GuidelineThresholds; readonly value: number } | null {
  const [name, text, ...rest] = written.split('=');
  if (!isThreshold(name) || text === undefined || text.trim() === '' || rest.length > 0) return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? { name, value } : null;
}

/** Lines as one text, `worth=2,distance=0.15`, in the order of the settings, without those that are where they are by default. */
export function writeThresholds(moved: MovedThresholds): string {
  return THRESHOLD_NAMES.flatMap((name) => {
    const value = moved[name];
    return value === undefined || value === DEFAULT_SETTINGS.thresholds[name] ? [] : [`${name}=${value}`];
  }).join(',');
}

/** What {@link writeThresholds} wrote, and what in it is no line. */
export function readThresholds(written: string): { moved: MovedThresholds; unknown: readonly string[] } {
  const parts = written.split(',').filter((part) => part !== '');
  const read = parts.map(readThreshold);
  return {
    moved: Object.fromEntries(read.flatMap((one) => (one ? [[one.name, one.value]] : []))),
    unknown: parts.filter((_, place) => read[place] === null),
  };
}

/**
 * The report that the analysis would have made with these lines: every verdict reached again from what it rests on, of which nothing
 * depends on a line.
 */
export function reportWith(report: Report, thresholds: GuidelineThresholds): Report {
  const { settings } = report.inputs;
  if (THRESHOLD_NAMES.every((name) => thresholds[name] === settings.thresholds[name])) return report;
  const again = (guidelines: ModelReport['guidelines']) =>
    guidelines?.map((one) => verdictAgain(one, thresholds));
  const modelAgain = (model: ModelReport): ModelReport => ({
    ...model,
    ...(model.guidelines && { guidelines: again(model.guidelines) }),
    ...(model.guidelinesWithoutDoubtful && {
      guidelinesWithoutDoubtful: again(model.guidelinesWithoutDoubtful),
    }),
  });
  return {
    ...report,
    inputs: { ...report.inputs, settings: { ...settings, thresholds } },
    questions: report.questions.map((question) => ({
      ...question,
      models: question.models.map(modelAgain),
    })),
  };
}
