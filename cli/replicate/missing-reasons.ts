import { levelsIn } from '../../src/analysis/paper/measured-answers.ts';
import { FEWEST_CALIBRATION_TEXTS } from '../../src/analysis/paper/calibration-table.ts';
import { acrossModels, type LabelsInput, type PaperInput } from '../../src/analysis/paper/paper-input.ts';
import type { PaperRow, PaperTable } from '../../src/analysis/paper/paper-row.ts';
import { FEWEST_GRADIENT_LABELS } from '../../src/analysis/paper/transparency-table.ts';
import { reasonsNotCompared, withoutAll, type Asked } from './compared-groups.ts';

const NO_LABELS = 'No file holds people’s labels.';
const NO_RATINGS = 'No file holds people’s ratings.';
const NO_MODEL_LABELS = 'No file holds a model’s labels for these texts.';
const NO_MODEL_RATINGS = 'No file holds a model’s ratings of these texts.';
const NO_RATERS = 'Kappa and the rates of pairs need the raters’ own rows: name GoEmotions’ raw files too.';
const NO_TEXTS =
  'The texts are in none of these files: name a table with columns id and text, or GoEmotions’ raw files.';
const NO_EMBEDDINGS =
  'The embedding score and the combined one need vectors of the texts and of the labels’ words (the paper’s are of all-MiniLM-L6-v2): --embed makes them, and --embeddings takes those of another model.';

/** Why tables, or parts of them, are missing; a table that is whole has no reasons. */
export function missingReasons(
  { labels, ratings }: PaperInput,
  rows: readonly PaperRow[],
  hasEmbeddings: boolean,
): ReadonlyMap<PaperTable, readonly string[]> {
  const pairs = [
    ...(labels === null ? [] : pairReasons('Labels', labels.answers, NO_MODEL_LABELS)),
    ...(ratings === null ? [] : pairReasons('Ratings', ratings.answers, NO_MODEL_RATINGS)),
  ];
  const reasons: Readonly<Record<PaperTable, readonly string[]>> = {
    ...labelReasons(labels, rows, hasEmbeddings),
    between_models: pairs,
    continuous: ratings === null ? [NO_RATINGS] : ratings.answers.length === 0 ? [NO_MODEL_RATINGS] : [],
  };
  return new Map(
    Object.entries(reasons)
      .map(([table, own]) => [table as PaperTable, own] as const)
      .filter(([, own]) => own.length > 0),
  );
}

type LabelTable = Exclude<PaperTable, 'between_models' | 'continuous'>;

function labelReasons(
  labels: LabelsInput | null,
  rows: readonly PaperRow[],
  hasEmbeddings: boolean,
): Readonly<Record<LabelTable, readonly string[]>> {
  const missing = labels === null ? [NO_LABELS] : labels.answers.length === 0 ? [NO_MODEL_LABELS] : [];
  const across = labels === null ? [] : [...reasonsNotCompared(labels.answers).values()];
  const noTexts = labels !== null && labels.people.texts.every((text) => text === null);
  const isAnswered = labels !== null && missing.length === 0;
  return {
    divergence: missing,
    entropy: missing,
    categories: missing,
    levels: isAnswered ? levelReasons(labels) : missing,
    cooccurrence: [...missing, ...across],
    texts: [...missing, ...across, ...(noTexts ? [NO_TEXTS] : [])],
    people: labels === null ? [NO_LABELS] : labels.raters === null ? [NO_RATERS] : [],
    transparency: [
      ...missing,
      ...across,
      ...(labels === null
        ? []
        : scoreReasons(rows, noTexts, hasEmbeddings, acrossModels(labels.answers).length > 0)),
    ],
    calibration: isAnswered ? calibrationReasons(labels) : missing,
  };
}

/** Why models, or some of them, are not compared with each other. */
function pairReasons(what: string, answers: readonly Asked[], none: string): readonly string[] {
  if (answers.length === 0) return [none];
  const compared = acrossModels(answers);
  return [
    ...(compared.length === 1
      ? [`${what}: only one model, ${compared[0].model}, is there to be compared.`]
      : []),
    ...reasonsNotCompared(answers).values(),
  ];
}

function levelReasons({ answers, people }: LabelsInput): readonly string[] {
  const isSingle = ({ places }: { readonly places: Uint32Array }) =>
    levelsIn({ levels: Array.from(places, (place) => people.levels[place]) }).length < 2;
  return modelsOf(answers).flatMap((model) => {
    const own = answers.filter((one) => one.model === model);
    const single = own.filter(isSingle);
    if (single.length === 0) return [];
    const where =
      single.length === own.length
        ? ''
        : ` at temperature ${single.map(({ temperature }) => temperature).join(', ')}`;
    return [
      `${model}: the texts that it answered${where} are of a single agreement level; the tests compare two or more.`,
    ];
  });
}

function calibrationReasons({ answers }: LabelsInput): readonly string[] {
  return modelsOf(answers).flatMap((model) => {
    const whole = answers.filter(
      (one) => one.model === model && (one.temperature === 'all' || one.temperature === ''),
    );
    if (whole.length === 0) return [withoutAll(model)];
    return whole
      .filter(({ places }) => places.length < FEWEST_CALIBRATION_TEXTS)
      .map(
        ({ places }) =>
          `${model}: calibration needs ${FEWEST_CALIBRATION_TEXTS} texts; it answered ${places.length}.`,
      );
  });
}

/** Why scores of labels, and the gradient over them, are missing. */
function scoreReasons(
  rows: readonly PaperRow[],
  noTexts: boolean,
  hasEmbeddings: boolean,
  hasModels: boolean,
): readonly string[] {
  const own = rows.filter(({ table }) => table === 'transparency');
  const hasScore = (metric: string) => own.some((row) => row.metric === metric && row.category !== '');
  const hasAny = hasScore('lexicon') || hasScore('embedding');
  return [
    ...(noTexts
      ? [`${NO_TEXTS} Lexicon coverage needs them.`]
      : hasScore('lexicon')
        ? []
        : [
            'Lexicon coverage needs five texts with a label and words for it in the list; no label has both.',
          ]),
    ...(!hasEmbeddings
      ? [NO_EMBEDDINGS]
      : hasScore('embedding')
        ? []
        : ['The embeddings hold no label that five texts have.']),
    ...(hasModels && hasAny && own.every(({ category }) => category !== '')
      ? [`The gradient needs scores of at least ${FEWEST_GRADIENT_LABELS} labels.`]
      : []),
  ];
}

function modelsOf(answers: readonly Asked[]): readonly string[] {
  return [...new Set(answers.map(({ model }) => model))];
}
