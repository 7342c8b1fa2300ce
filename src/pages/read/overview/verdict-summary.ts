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
 * The verdict, the alt-test and the categories beside each other, so that none seems to contradict another: a sentence for each,
 * the verdict first. Empty before there is a verdict.
 * @param name what the model is called
 */
export function verdictSummary(
  { guidelines = [], altTest }: Pick<ModelReport, 'guidelines' | 'altTest'>,
  name: string,
  question: string,
): readonly string[] {
  const [onQuestion, ...onCategories] = guidelines;
  if (!onQuestion) return [];
  const sentences = [ON_QUESTION[onQuestion.verdict](name, question)];
  const test = altTestSentence(
    onQuestion.verdict,
    altTest?.passes ?? null,
    onQuestion.question?.own?.altTest.passesIfExact ?? null,
  );
  if (test) sentences.push(test);
  const categories = categoriesSentence(onCategories.map(({ verdict }) => verdict));
  if (categories) sentences.push(categories);
  return sentences.map((sentence) => `${sentence}.`);
}

function altTestSentence(
  verdict: Verdict,
  passes: boolean | null,
  passesIfExact: boolean | null,
): string | null {
  if (passes === null) return null;
  const favourable = verdict === 'substitute' || verdict === 'substitute after calibration';
  if (passes) {
    return favourable
      ? 'It passes the alt-test too'
      : 'It passes the alt-test, which says only that its one label agrees with the others as a rater’s does, not that its distribution is theirs';
  }
  if (passesIfExact === false)
    return 'It fails the alt-test, which says nothing here: an exactly right model would fail it too';
  return verdict === 'substitute after calibration'
    ? 'Uncalibrated, it fails the alt-test, which an exactly right model would pass'
    : `${favourable ? 'But it' : 'It'} fails the alt-test, which an exactly right model would pass`;
}

function categoriesSentence(verdicts: readonly Verdict[]): string | null {
  if (verdicts.length === 0) return null;
  const count = (...wanted: Verdict[]) => verdicts.filter((verdict) => wanted.includes(verdict)).length;
  const may = count('substitute', 'substitute after calibration');
  const not = count('do not substitute');
  const open = verdicts.length - may - not;
  return `Single categories are an easier question: ${tally(may, not, open)}`;
}

/** On how many categories a model can replace annotators, cannot, and cannot be told; what is none of them is not named. */
function tally(may: number, not: number, open: number): string {
  const all = may + not + open;
  if (not + open === 0) return `it can replace annotators on all ${all}`;
  if (may + open === 0) return `it can replace annotators on none of ${all}`;
  if (may + not === 0) return `on none of ${all} can these texts tell`;
  const told = [
    ...(may > 0 ? [`can replace annotators on ${may}`] : []),
    ...(not > 0 ? [`cannot ${may > 0 ? '' : 'replace annotators '}on ${not}`] : []),
  ];
  return open === 0
    ? `of ${all}, it ${told.join(', and ')}`
    : `of ${all}, it ${told.join(', ')}, and on ${open} these texts cannot tell`;
}
