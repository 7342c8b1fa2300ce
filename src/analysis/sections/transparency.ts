import { categoriesOf } from '../categories.ts';
import { ENOUGH_CATEGORIES, FEWEST_CATEGORIES, gradient } from '../gradient.ts';
import type { GradientPoint } from '../gradient.ts';
import { Random } from '../random.ts';
import type { CategoryReport, Figure, GradientReport, ModelReport, QuestionReport } from '../report.ts';
import { figure, sectionOf, withReasons } from '../section.ts';
import type { FiguresOf, Section } from '../section.ts';
import type { AnalysisSettings } from '../settings.ts';
import { FOLDS } from '../study.ts';
import type { QuestionStudy } from '../study.ts';
import type { LexicalTransparency } from '../transparency/transparency.ts';
import { lexicalTransparency } from '../transparency/transparency.ts';

/**
 * Lexical transparency of each category, a property of the texts and the people. Where no text that is here is rated, what was
 * measured elsewhere, without markers; `null` if nothing was.
 */
export function transparencyOf(
  { annotated, people, worded, fold }: QuestionStudy,
  texts: readonly string[],
): LexicalTransparency[] | null {
  const categories = categoriesOf(annotated.question);
  if (worded.length > 0) return lexicalTransparency(texts, people, worded, categories, fold, FOLDS);
  return annotated.transparency?.map((measured) => ({ ...measured, markers: [] })) ?? null;
}

/** Lexical transparency as the figures of each category, which are the same for every model. */
export function transparencySection(
  { annotated, noGap }: QuestionStudy,
  found: readonly LexicalTransparency[] | null,
): Section<readonly Partial<CategoryReport>[]> {
  const why = (reason: string) => noGap ?? (found ? reason : 'The texts are not here.');
  const categories = categoriesOf(annotated.question).map((_, c) => {
    const { transparency, coverage, precision, ownName, markers } = found?.[c] ?? NOTHING;
    return sectionOf<Partial<CategoryReport>>({
      transparency: figure(
        transparency,
        why('Either no text was given this label by half its raters, or every one.'),
      ),
      coverage: figure(coverage, why('No text was given this label by half its raters.')),
      precision: figure(precision, why('No text holds a marker of this label.')),
      ownName: figure(
        ownName,
        why(
          annotated.question.kind === 'ordinal'
            ? 'A side of a scale has no name of its own.'
            : 'No text was given this label by half its raters.',
        ),
      ),
      markers: markers.map(({ token, z, count }) => ({ token, z, count })),
    });
  });
  return sectionOf<readonly Partial<CategoryReport>[]>(categories);
}

const NOTHING = { transparency: null, coverage: null, precision: null, ownName: null, markers: [] };

/** Each model's gradient over every categorical question and over every group of ordinal ones. */
export function gradientsSection(
  questions: readonly QuestionReport[],
  settings: AnalysisSettings,
): GradientReport[] {
  const scopes = new Map<string, QuestionReport[]>();
  for (const question of questions) {
    if (question.people === null) continue;
    const scope = question.group ?? question.question;
    scopes.set(scope, [...(scopes.get(scope) ?? []), question]);
  }
  return [...scopes].flatMap(([scope, members]) =>
    annotatorsOver(members).map((rows) => {
      const points = rows.flatMap((row, place) =>
        row === null ? [] : pointsOf(members[place], row, members.length > 1),
      );
      return gradientOf(
        rows.filter((row) => row !== null),
        scope,
        points,
        settings,
      );
    }),
  );
}

/**
 * Who answers the questions of a group: for each annotator its row at each of them, `null` where it did not answer. One that is
 * asked with prompts is another annotator at every question. Where there are more of a model and method at one question than
 * at another, as after a change of one prompt, the last there stands in for those that are missing.
 */
function annotatorsOver(members: readonly QuestionReport[]): (ModelReport | null)[][] {
  const models = new Map<string, ModelReport[][]>();
  for (const [place, question] of members.entries())
    for (const row of question.models) {
      if (row.reference) continue;
      const key = JSON.stringify([row.model, row.method]);
      const rows = models.get(key) ?? members.map(() => []);
      rows[place].push(row);
      models.set(key, rows);
    }
  return [...models.values()].flatMap((rows) => {
    const most = Math.max(...rows.map(({ length }) => length));
    return Array.from({ length: most }, (_, at) => rows.map((here) => here[at] ?? here.at(-1) ?? null));
  });
}

function pointsOf(
  question: QuestionReport,
  { categories = [] }: ModelReport,
  several: boolean,
): GradientPoint[] {
  return categories.flatMap(({ label, transparency, agreement, pearson, reliability, support }) =>
    transparency == null || agreement == null || pearson === null || reliability == null
      ? []
      : [
          {
            label: several ? `${question.name} ${label}` : label,
            transparency,
            agreement,
            raw: pearson,
            reliability,
            support,
          },
        ],
  );
}

function gradientOf(
  rows: readonly ModelReport[],
  scope: string,
  points: readonly GradientPoint[],
  { seed, resamples, permutations }: AnalysisSettings,
): GradientReport {
  const { p, ...rest } = gradient(points, resamples, permutations, new Random(seed, 'gradient', scope));
  const have = `${points.length} categories have both figures`;
  const correlations = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      figure(
        value,
        points.length < ENOUGH_CATEGORIES
          ? `${have}; ${ENOUGH_CATEGORIES} are needed.`
          : 'Transparency or agreement is the same for every category, or is no more than what is held fast.',
      ),
    ]),
  ) as Record<keyof typeof rest, Section<Figure>>;
  const section = sectionOf<FiguresOf<GradientReport>>({
    model: rows[0].model,
    method: rows[0].method,
    annotators: rows.flatMap(({ annotator }) => annotator ?? []),
    scope,
    ...correlations,
    p: figure(
      p,
      points.length < FEWEST_CATEGORIES
        ? `${have}; ${FEWEST_CATEGORIES} are needed.`
        : 'Transparency or agreement is the same for every category.',
    ),
    points: [...points],
  });
  return withReasons(section);
}
