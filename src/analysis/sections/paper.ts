import { max } from 'd3';
import { betweenModelsTable } from '../paper/between-models-table.ts';
import { calibrationTable, FEWEST_CALIBRATION_TEXTS } from '../paper/calibration-table.ts';
import { categoriesTable } from '../paper/categories-table.ts';
import { dimensionsTable, overallTable, ratingPairs } from '../paper/continuous-table.ts';
import { cooccurrenceTable } from '../paper/cooccurrence-table.ts';
import { divergenceTable } from '../paper/divergence-table.ts';
import { entropyTable } from '../paper/entropy-table.ts';
import { knownScores, type KnownScore } from '../paper/known-scores.ts';
import { levelsTable } from '../paper/levels-table.ts';
import { measuredAnswers } from '../paper/measured-answers.ts';
import { paperLines } from '../paper/paper-lines.ts';
import { listedModels, paperModels } from '../paper/paper-models.ts';
import { acrossModels } from '../paper/paper-input.ts';
import { NO_MODEL_TABLES } from '../paper/no-model-tables.ts';
import { peopleTable } from '../paper/people-table.ts';
import { wholeModels } from '../paper/scored-label-texts.ts';
import { SHIPPED_LEXICON } from '../paper/shipped-lexicon.ts';
import { studyLabels } from '../paper/study-labels.ts';
import { dimensionName, studyRatings } from '../paper/study-ratings.ts';
import { textsTable } from '../paper/texts-table.ts';
import { FEWEST_GRADIENT_LABELS, labelTexts, transparencyTable } from '../paper/transparency-table.ts';
import type { ModelPaperReport, QuestionPaperReport, RatingsPaperReport } from '../report.ts';
import type { ModelFigures } from '../model-patch.ts';
import { isNumberStudy, type Study } from '../question-kinds.ts';
import { Section, sectionOf, sectionWithout, withReasons, type FiguresOf } from '../section.ts';
import { isScale, scaleGroups } from '../scale-groups.ts';
import type { NamedLexicon } from '../../judgments/named-lexicon.ts';
import type { QuestionStudy } from '../study.ts';
import type { AnalysisInputs, PaperTask, TaskResult } from '../tasks.ts';

/** Texts beyond which what takes longest is left out: the calibrations, and the intervals of correlations on scales. */
const MOST_CALIBRATED = 15_000;
const MOST_RESAMPLED = 5_000;

const OF_SCALES = 'The paper takes it of labels without an order; of a scale see `continuous`.';
const OF_LABELS = 'The paper takes it of scales; these are labels.';
const UNANSWERED = 'The model answered no text that raters judged and that it has not seen.';
const NO_MODELS = 'No model answered texts that raters judged.';
const NO_TEXTS = 'The texts are not here.';
const NO_VECTORS =
  'The embedding score and the combined one need vectors of the texts and of the labels’ words. all-MiniLM-L6-v2 makes them: on the page in the view “The paper”, on the command line with --embed. `dissensus replicate` takes those of another model with --embeddings.';

/** The paper's tables on one model's answers to a question. */
function modelPaperSection(
  studies: readonly Study[],
  question: number,
  model: number,
  texts: readonly string[],
): Section<ModelPaperReport> {
  const study = labelledStudy(studies, question);
  if (study.annotated.origin !== 'raters') return sectionWithout(NO_MODEL_TABLES, study.noGap ?? UNANSWERED);
  return isScale(study) ? scaleSection(studies, question, model) : sectionOfLabels(study, model, texts);
}

function sectionOfLabels(
  study: QuestionStudy,
  model: number,
  texts: readonly string[],
): Section<ModelPaperReport> {
  const input = studyLabels(study, texts, [model]);
  if (input.answers.length === 0) return sectionWithout(NO_MODEL_TABLES, UNANSWERED);
  const measured = input.answers.map((answers) => measuredAnswers(input, answers));
  const whole = measured.filter(({ temperature }) => temperature === 'all' || temperature === '');
  const most = max(whole, ({ places }) => places.length) ?? 0;
  const lines = (rows: Parameters<typeof paperLines>[0], none = UNANSWERED) => paperLines(rows, none);
  return sectionOf<ModelPaperReport>({
    divergence: lines(measured.flatMap(divergenceTable)),
    entropy: lines(measured.flatMap(entropyTable)),
    levels: lines(
      measured.flatMap(levelsTable),
      'The texts are of a single agreement level; the tests compare two or more.',
    ),
    categories: lines(measured.flatMap((one) => categoriesTable(input, one))),
    calibration:
      most > MOST_CALIBRATED
        ? paperLines(
            [],
            `It would take long on ${most.toLocaleString('en')} texts; it is done for up to ${MOST_CALIBRATED.toLocaleString('en')}.`,
          )
        : lines(
            whole.flatMap((one) => calibrationTable(input, one)),
            `Calibration needs ${FEWEST_CALIBRATION_TEXTS} texts.`,
          ),
    continuous: paperLines([], OF_LABELS),
  });
}

function scaleSection(studies: readonly Study[], question: number, model: number): Section<ModelPaperReport> {
  const group = groupOf(studies, question);
  const study = group.find((one) => one === studies[question])!;
  const input = studyRatings(group, [study], [paperModels(study.models)[model]]);
  const most = max(input.answers, ({ places }) => places.length) ?? 0;
  const section = sectionOf<ModelPaperReport>({
    ...(Object.fromEntries(
      Object.keys(NO_MODEL_TABLES).map((table) => [table, paperLines([], OF_SCALES)]),
    ) as unknown as ModelPaperReport),
    continuous: paperLines(dimensionsTable(input, MOST_RESAMPLED), UNANSWERED),
  });
  if (most <= MOST_RESAMPLED) return section;
  return new Section(section.figures, {
    ...section.reasons,
    'continuous.intervals': `Intervals of the correlations would take long on ${most.toLocaleString('en')} texts; they are computed for up to ${MOST_RESAMPLED.toLocaleString('en')}.`,
  });
}

function groupOf(studies: readonly Study[], question: number) {
  const places = scaleGroups(studies).find((one) => one.places.includes(question))?.places ?? [];
  return places.map((place) => studies[place]).filter(isScale);
}

/** The paper's tables on people, and across the models that answered a question with labels; `null` of a scale. */
function questionPaperSection(
  study: QuestionStudy,
  texts: readonly string[],
  scores: readonly KnownScore[] | undefined,
  lexicon: NamedLexicon | undefined,
): Section<FiguresOf<QuestionPaperReport>> | null {
  if (isScale(study)) return null;
  const models = listedModels(study.models);
  const none = { models, between_models: [], cooccurrence: [], texts: [], people: [], transparency: [] };
  if (study.annotated.origin !== 'raters') return sectionWithout(none, study.noGap ?? NO_MODELS);
  const input = studyLabels(study, texts, wholeModels(study));
  if (input.people.ids.length === 0) return sectionWithout(none, 'No rater was asked about any text.');
  const measured = input.answers.map((answers) => measuredAnswers(input, answers));
  const together = acrossModels(measured);
  const noTexts = input.people.texts.every((text) => text === null);
  const known = knownScores(labelTexts(input, together), scores);
  const words = lexicon ? new Map(lexicon.words) : SHIPPED_LEXICON;
  // Coverage that was worked out elsewhere is by the words of our list.
  const applied = lexicon && known ? { ...known, coverage: new Map<string, number>() } : known;
  const transparency = transparencyTable(input, together, words, applied);
  const scored = new Set(transparency.map(({ metric }) => metric));
  const section = sectionOf<FiguresOf<QuestionPaperReport>>({
    models,
    between_models: paperLines(
      betweenModelsTable(together, []),
      together.length === 0 ? NO_MODELS : 'There is one model, and none to compare it with.',
    ),
    cooccurrence: paperLines(cooccurrenceTable(input, together), NO_MODELS),
    texts: paperLines(textsTable(input, together), noTexts ? NO_TEXTS : NO_MODELS),
    people: paperLines(peopleTable(input), NO_MODELS),
    transparency: paperLines(transparency, NO_MODELS),
  });
  return new Section(section.figures, {
    ...section.reasons,
    ...(scored.has('lexicon')
      ? {}
      : {
          'transparency.lexicon': noTexts
            ? `${NO_TEXTS} Lexicon coverage needs them.`
            : `Lexicon coverage needs five texts with a label and words for it in ${lexicon ? lexicon.name : 'our list'}; no label has both.`,
        }),
    ...(scored.has('embedding')
      ? {}
      : {
          'transparency.embedding': noTexts
            ? `${NO_TEXTS} The embedding score and the combined one need them.`
            : NO_VECTORS,
        }),
    ...(scored.has('lexicon') && transparency.every(({ category }) => category !== '')
      ? {
          'transparency.gradient':
            together.length === 0
              ? NO_MODELS
              : `The gradient needs scores of at least ${FEWEST_GRADIENT_LABELS} labels.`,
        }
      : {}),
  });
}

/** The paper's tables over scales that were asked together. */
function ratingsPaperSection(
  group: string,
  studies: readonly QuestionStudy[],
): Section<FiguresOf<RatingsPaperReport>> {
  const scales = studies.filter(isScale).filter(({ annotated }) => annotated.origin === 'raters');
  const questions = studies.map(({ annotated }) => annotated.question.id);
  const [first] = studies;
  const about = { group, questions, models: listedModels(first.models) };
  if (scales.length < studies.length)
    return sectionWithout({ ...about, between_models: [], continuous: [] }, first.noGap ?? NO_MODELS);
  const input = studyRatings(scales, scales, null);
  const category = scales.map(dimensionName).join(', ');
  return sectionOf<FiguresOf<RatingsPaperReport>>({
    ...about,
    between_models: paperLines(
      ratingPairs(input, [], { category }),
      input.answers.length === 0 ? NO_MODELS : 'There is one model, and none to compare it with.',
    ),
    continuous: paperLines(overallTable(input), NO_MODELS),
  });
}

/** The paper has no tables of continuous questions: nobody's task is one. */
function labelledStudy(studies: readonly Study[], place: number): QuestionStudy {
  const study = studies[place];
  if (isNumberStudy(study)) throw new Error('The paper’s tables are of questions with labels.');
  return study;
}

/** What a task of the paper's protocol comes to. */
export function paperResult(
  task: PaperTask,
  studies: readonly Study[],
  {
    dataset: { texts },
    embeddingScores,
    lexicon,
  }: Pick<AnalysisInputs, 'dataset' | 'embeddingScores' | 'lexicon'>,
): TaskResult {
  switch (task.section) {
    case 'paper':
      return {
        model: withReasons(
          sectionOf<ModelFigures>({ paper: modelPaperSection(studies, task.question, task.model, texts) }),
        ),
      };
    case 'paper across': {
      const paper = questionPaperSection(
        labelledStudy(studies, task.question),
        texts,
        embeddingScores,
        lexicon,
      );
      return { paper: paper && withReasons(paper) };
    }
    case 'paper ratings': {
      const { places } = scaleGroups(studies).find(({ group }) => group === task.group)!;
      const scales = places.map((place) => labelledStudy(studies, place));
      return { ratings: withReasons(ratingsPaperSection(task.group, scales)) };
    }
  }
}
