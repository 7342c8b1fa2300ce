import { categorySpearman, modelRates, peopleRates } from './categories-table.ts';
import { spearmanTest } from './correlation-tests.ts';
import {
  lexicalScores,
  type Embeddings,
  type LabelTexts,
  type Lexicon,
  type LexicalScores,
} from './lexical-transparency.ts';
import { acrossModels, type LabelAnswers, type LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/** Texts with a label from which it is in the second look at the gradient. */
const MANY_TEXTS = 50;
const MANY = '50 or more';
/** Labels from which a gradient is looked for. */
export const FEWEST_GRADIENT_LABELS = 5;

/** A kind of {@link LexicalScores}. */
const SCORES = ['embedding', 'lexicon', 'combined'] as const;

/**
 * Whether a model follows people more closely on labels that words tell: the scores of every label, the correlation of people's and
 * the model's rates of it, and the gradient, the correlation of the two over labels (per model, and of the mean over models).
 */
export function transparencyTable(
  input: LabelsInput,
  answers: readonly LabelAnswers[],
  lexicon: Lexicon,
  embeddings: Embeddings | null,
): readonly PaperRow[] {
  const scores = lexicalScores(labelTexts(input, answers), lexicon, embeddings);
  const models = answers.map((one) => ({
    model: one.model,
    temperature: one.temperature,
    spearman: input.labels.map((_, label) => {
      const rows = Array.from(one.places.keys());
      return categorySpearman(peopleRates(input, one, label, rows), modelRates(input, one, label, rows));
    }),
  }));
  const row = (given: Pick<PaperRow, 'metric' | 'value'> & Partial<PaperRow>) =>
    paperRow({ table: 'transparency', ...given });
  const meanSpearman = input.labels.map(
    (_, label) => models.reduce((sum, { spearman }) => sum + spearman[label].value, 0) / models.length,
  );
  return [
    ...scores.flatMap((score) =>
      SCORES.filter((metric) => score[metric] !== null).map((metric) =>
        row({ category: score.label, metric, value: score[metric], n: score.texts }),
      ),
    ),
    ...models.flatMap(({ model, temperature, spearman }) =>
      spearman.map(({ value, p }, label) =>
        row({
          model,
          temperature,
          category: input.labels[label],
          metric: 'human_model_spearman',
          value,
          p,
          n: scores[label].texts,
        }),
      ),
    ),
    ...models.flatMap(({ model, temperature, spearman }) =>
      gradient(
        scores,
        spearman.map(({ value }) => value),
      ).map((one) => row({ ...one, model, temperature })),
    ),
    ...(models.length === 0 ? [] : gradient(scores, meanSpearman)).map((one) =>
      row({ ...one, temperature: models[0].temperature }),
    ),
  ];
}

function gradient(scores: readonly LexicalScores[], spearman: readonly number[]) {
  return ['', MANY].flatMap((level) =>
    SCORES.flatMap((metric) => {
      const places = scores.flatMap((score, place) =>
        score[metric] !== null && (level === '' || score.texts >= MANY_TEXTS) ? [place] : [],
      );
      if (places.length < FEWEST_GRADIENT_LABELS) return [];
      const tested = spearmanTest(
        places.map((place) => scores[place][metric]!),
        places.map((place) => spearman[place]),
      );
      return [{ level, metric, value: tested?.value ?? null, p: tested?.p ?? null, n: places.length }];
    }),
  );
}

/** The texts that a table's scores are over. */
export function measuredLabelTexts(input: LabelsInput): readonly LabelTexts[] {
  return labelTexts(input, acrossModels(input.answers));
}

/** For each label the texts that a rater gave it, among those that a model answered, or among all where none did. */
export function labelTexts(
  { labels, people }: LabelsInput,
  answers: readonly LabelAnswers[],
): readonly LabelTexts[] {
  const answered = new Set(answers.flatMap(({ places }) => Array.from(places)));
  const places = Array.from(people.ids.keys()).filter((place) => answers.length === 0 || answered.has(place));
  return labels.map((label, at) => {
    const own = places.filter((place) => people.rates[place * labels.length + at] > 0);
    return {
      label,
      ids: own.map((place) => people.ids[place]),
      texts: own.map((place) => people.texts[place]),
    };
  });
}
