import { annotatorKey, modelKey, type Annotator } from '../judgments/annotator.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { Question } from '../judgments/question.ts';
import { foldLabel } from '../readers/predictions/match-labels.ts';
import { asStored } from '../store/answers-from-file.ts';
import type { Store } from '../store/store.ts';
import { judgmentsOf } from './judgments-of.ts';

/** Which answers are to be put into people's labels. */
export interface LabelMapping {
  /** `annotatorKey` of the model. */
  readonly annotator: string;
  /** The labels that it answered with. */
  readonly from: readonly string[];
  /** Id of the people's question. */
  readonly to: string;
  /** The people's label for labels of the model's, `null` to leave one out; those of the same name need not be said. */
  readonly labels: Readonly<Record<string, string | null>>;
}

/**
 * Keeps a model's answers in people's labels, as those of a further model of the project; an earlier mapping of the same answers is
 * replaced. Labels that stand for one are added up, what is left out is divided among the others, and a text of which nothing is
 * left is a failed answer.
 * @param baseUrl as for {@link judgmentsOf}
 * @throws ProjectChangedError if the project was changed meanwhile; RangeError where the model has no such answers here
 */
export async function mapLabels(
  store: Store,
  project: number,
  baseUrl: string,
  { annotator, from, to, labels }: LabelMapping,
): Promise<void> {
  const asOf = await store.parts.changes(project);
  const { dataset, predictions } = await judgmentsOf(store, project, baseUrl);
  const target = dataset.questions.find(({ question }) => question.id === to)?.question;
  const own = predictions.find(
    (one) => annotatorKey(one.annotator) === annotator && one.question.labels.join('\n') === from.join('\n'),
  );
  if (!target || !own) throw new RangeError('The model has no answers with these labels here any more.');
  const { seen: _, ...answers } = own;
  const mapped = asStored(inLabelsOf(target, answers, labels));
  const earlier = (await store.projects.predictions(project))
    .filter((one) => isMapping(one.annotator, mapped.annotator))
    .map((one) => modelKey(one.annotator));
  await store.projects.addPredictions(project, [], [mapped], asOf);
  const others = earlier.filter((key) => key !== modelKey(mapped.annotator));
  if (others.length === 0) return;
  await store.parts.removeModels(project, others);
  await store.parts.bringBack(project, others);
}

/** A model's answers in the labels of another question. */
export function inLabelsOf(
  target: Question,
  { annotator, question, answered, missing, distributions }: Predictions,
  said: Readonly<Record<string, string | null>>,
): Predictions {
  const places = question.labels.map((label) => {
    const word = Object.hasOwn(said, label) ? said[label] : label;
    if (word === null) return -1;
    const exact = target.labels.findIndex((one) => one === word);
    return exact >= 0 ? exact : target.labels.findIndex((one) => foldLabel(one) === foldLabel(word));
  });
  const [width, own] = [target.labels.length, question.labels.length];
  const mapped = new Float32Array(answered.length * width);
  const given = Uint8Array.from(answered, (one, item) => {
    if (one === 0) return 0;
    const row = mapped.subarray(item * width, (item + 1) * width);
    for (const [label, place] of places.entries())
      if (place >= 0) row[place] += distributions[item * own + label];
    const sum = row.reduce((total, share) => total + share, 0);
    if (!(sum > 0)) return 0;
    for (let at = 0; at < width; at++) row[at] /= sum;
    return 1;
  });
  return {
    annotator: {
      ...annotator,
      method: {
        ...annotator.method,
        parameters: {
          ...annotator.method.parameters,
          mappedFrom: question.id,
          mappedTo: target.id,
          mapping: inWords(question, target, places),
        },
      },
      questions: [target],
    },
    question: target,
    answered: given,
    ...(missing && { missing }),
    distributions: mapped,
  };
}

/** Which of the model's labels each of people's got: `joy: joy, amusement; fear: fear; left out: neutral`. */
function inWords({ labels: own }: Question, { labels }: Question, places: readonly number[]): string {
  const of = (place: number) => own.filter((_, label) => places[label] === place).join(', ');
  const used = labels.map((label, place) => `${label}: ${of(place) || 'none'}`);
  const left = of(-1);
  return [...used, ...(left === '' ? [] : [`left out: ${left}`])].join('; ');
}

/** Whether two annotators are mappings of the same answers to the same question. */
function isMapping(one: Annotator, other: Annotator): boolean {
  const same = ({ method, ...rest }: Annotator) =>
    modelKey({ ...rest, method: { ...method, parameters: { ...method.parameters, mapping: '' } } });
  return one.method.parameters?.mappedTo !== undefined && same(one) === same(other);
}
