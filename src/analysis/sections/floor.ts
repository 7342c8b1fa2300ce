import { peopleFloor } from '../people-floor.ts';
import type { FloorReport, Reasons } from '../report.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** What the gap would be between people and people. */
export function floorSection(study: QuestionStudy, model: ModelStudy, reasons: Reasons): FloorReport {
  const { annotated, settings } = study;
  const items = model.items.filter((item) => study.people.raters[item] >= 2);
  if (items.length === 0) {
    reasons.floor = study.noGap ?? 'No answered item has two raters.';
    return { humanHuman: null, modelGroup: null };
  }
  return peopleFloor(
    annotated.votes,
    model.figures,
    items,
    settings.groupDraws,
    stream(study, 'people floor'),
  );
}
