import type { Dataset } from '../judgments/dataset.ts';
import type { ModelJudgments } from './model-judgments.ts';
import { matches } from './study.ts';

/** A question that nobody was asked here: what models said to it. */
export interface QuestionAlone {
  /** The models' own id of it; with a number where another question of the report has that id. */
  readonly id: string;
  /** At least one. */
  readonly answers: readonly ModelJudgments[];
}

/** The questions that only models answered, in the order of their answers. */
export function questionsAlone(
  dataset: Pick<Dataset, 'questions'>,
  predictions: readonly ModelJudgments[],
): QuestionAlone[] {
  const { questions } = dataset;
  const byQuestion = new Map<string, ModelJudgments[]>();
  for (const one of predictions) {
    if (questions.some((asked) => matches(dataset, asked, [one]).length > 0)) continue;
    const key = JSON.stringify([one.question.id, one.question.kind, one.question.labels]);
    byQuestion.set(key, [...(byQuestion.get(key) ?? []), one]);
  }
  const taken = new Set(questions.map(({ question }) => question.id));
  return [...byQuestion.values()].map((answers) => {
    const own = answers[0].question.id;
    let id = own;
    for (let count = 2; taken.has(id); count++) id = `${own}-${count}`;
    taken.add(id);
    return { id, answers };
  });
}
