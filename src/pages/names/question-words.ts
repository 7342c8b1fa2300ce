import type { QuestionReport } from '../../analysis/report.ts';
import type { Question } from '../../judgments/question.ts';
import { count } from '../ui/amounts.ts';

/** Labels named before "and more". */
const MOST_NAMED = 6;

/** What kind of answers a question has: `ordinal 1 to 5`, `continuous 0 to 100`, `categorical, 3 labels: fear, joy, sadness`. */
export function answersInWords(question: Question): string {
  const { kind, labels } = question;
  if (kind === 'continuous')
    return `continuous ${question.range.lowest} to ${question.range.highest}${question.unit ? ` ${question.unit}` : ''}`;
  if (kind === 'ordinal') return `ordinal ${labels[0]} to ${labels[labels.length - 1]}`;
  const more = labels.length > MOST_NAMED ? ', …' : '';
  return `categorical, ${count(labels.length, 'label')}: ${labels.slice(0, MOST_NAMED).join(', ')}${more}`;
}

/** A question's name with its perspective, where it has one. */
export function withPerspective(name: string, perspective: string | undefined): string {
  return perspective ? `${name} (${perspective})` : name;
}

/** What a question's name is made of. */
type NamedQuestion = Pick<QuestionReport, 'name' | 'perspective'> & { readonly people: unknown };

/** A question's name, told from others of the same name in the report. */
export function questionName(report: NamedQuestion, all: readonly NamedQuestion[]): string {
  if (report.perspective) return withPerspective(report.name, report.perspective);
  const alike = all.filter(({ name }) => name === report.name).length > 1;
  return alike && report.people === null ? `${report.name} (models alone)` : report.name;
}
