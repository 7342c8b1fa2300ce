import type { ModelReport, Verdict } from '../../../analysis/report.ts';

/** What each verdict says of a model on a question. */
const ON_QUESTION: Readonly<Record<Verdict, (model: string, question: string) => string>> = {
  substitute: (model, question) => `${model} is near enough to people to replace annotators on ${question}`,
  'substitute after calibration': (model, question) =>
    `Calibrated to people, ${model} is near enough to replace annotators on ${question}`,
  'cannot tell yet': (model, question) =>
    `These texts cannot tell yet whether ${model} can replace annotators on ${question}`,
  'do not substitute': (model, question) => `${model} cannot replace annotators on ${question}`,
  'too little data': (model, question) =>
    `There are too few texts to say whether ${model} can replace annotators on ${question}`,
};

/**
 * One sentence that holds the verdict, the alt-test and the categories together, so that none seems to contradict another.
 * `null` before there is a verdict.
 * @param name what the model is called
 */
export function verdictSummary(
  { guidelines = [], altTest }: Pick<ModelReport, 'guidelines' | 'altTest'>,
  name: string,
  question: string,
): string | null {
  const [onQuestion, ...onCategories] = guidelines;
  if (!onQuestion) return null;
  const parts = [ON_QUESTION[onQuestion.verdict](name, question)];
  const test = altTestPart(
    onQuestion.verdict,
    altTest?.passes ?? null,
    onQuestion.question?.own?.altTest.passesIfExact ?? null,
  );
  if (test) parts.push(test);
  const categories = categoriesPart(onCategories.map(({ verdict }) => verdict));
  if (categories) parts.push(categories);
  return `${parts.join('; ')}.`;
}

function altTestPart(verdict: Verdict, passes: boolean | null, passesIfExact: boolean | null): string | null {
  if (passes === null) return null;
  const favourable = verdict === 'substitute' || verdict === 'substitute after calibration';
  if (passes) {
    return favourable
      ? 'it passes the alt-test too'
      : 'that it passes the alt-test says only that its one label agrees with the others as a rater’s does, not that its distribution is theirs';
  }
  if (passesIfExact === false)
    return 'that it fails the alt-test says nothing here, where an exactly right model would fail it too';
  return favourable
    ? 'as it is it fails the alt-test, which an exactly right model would pass'
    : 'it fails the alt-test, which an exactly right model would pass';
}

function categoriesPart(verdicts: readonly Verdict[]): string | null {
  if (verdicts.length === 0) return null;
  const count = (...wanted: Verdict[]) => verdicts.filter((verdict) => wanted.includes(verdict)).length;
  const may = count('substitute', 'substitute after calibration');
  const not = count('do not substitute');
  const open = verdicts.length - may - not;
  return `by itself, each of ${verdicts.length} categories asks less than all of them together: ${tally(may, not, open)}`;
}

/** On how many categories a model can replace annotators, cannot, and cannot be told; what is none of them is not named. */
function tally(may: number, not: number, open: number): string {
  if (not + open === 0) return 'it can replace annotators on all of them';
  if (may + open === 0) return 'it can replace annotators on none of them';
  if (may + not === 0) return 'these texts cannot tell on any of them';
  const told = [
    ...(may > 0 ? [`can replace annotators on ${may}`] : []),
    ...(not > 0 ? [`cannot ${may > 0 ? '' : 'replace annotators '}on ${not}`] : []),
  ];
  return open === 0
    ? `it ${told.join(', and ')}`
    : `it ${told.join(', ')}, and on ${open} these texts cannot tell`;
}
