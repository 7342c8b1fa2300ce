import type { CategoryReport, Figure } from '../../../analysis/report.ts';
import { shownAgreement } from '../parts/shown-agreement.ts';

/** A category, with what an exactly right model's correlation would be. */
export interface ShownCategory extends CategoryReport {
  readonly pearsonAtMost: Figure;
}

/** A figure of a category that the table and the heat map can show. */
export interface CategoryColumn {
  readonly id: string;
  readonly name: string;
  /** What it says, in a sentence. */
  readonly about: string;
  readonly value: (category: ShownCategory) => number | null;
  /** What is to be said of one value: a sign beside it, or in its place, and what that means. */
  readonly mark?: (category: ShownCategory) => { readonly sign: string; readonly words: string } | null;
  /** Ends of its bars and colours; the first is negative where it has two sides. `null`: 0 to the largest there is. */
  readonly ends: readonly [number, number] | null;
  readonly written: 'figure' | 'percent' | 'whole';
}

const figure = (value: number | null | undefined) => value ?? null;

/** What the table has of every category, in its order. */
export const CATEGORY_COLUMNS: readonly CategoryColumn[] = [
  {
    id: 'support',
    name: 'Support',
    about: 'texts that any rater gave it',
    value: ({ support }) => support,
    ends: null,
    written: 'whole',
  },
  {
    id: 'people',
    name: 'People',
    about: "mean share of people's votes",
    value: ({ meanHuman }) => figure(meanHuman),
    ends: null,
    written: 'percent',
  },
  {
    id: 'model',
    name: 'Model',
    about: "the model's mean probability",
    value: ({ meanModel }) => figure(meanModel),
    ends: null,
    written: 'percent',
  },
  {
    id: 'bias',
    name: 'Bias',
    about: 'model minus people',
    value: ({ bias }) => figure(bias),
    ends: [-0.1, 0.1],
    written: 'percent',
  },
  {
    id: 'agreement',
    name: 'Agreement',
    about: "correlation with people's shares over texts, over the root of their reliability",
    value: (category) => shownAgreement(category).value,
    mark: (category) => shownAgreement(category).mark,
    ends: [-1, 1],
    written: 'figure',
  },
  {
    id: 'pearson',
    name: 'Raw agreement',
    about: "correlation with people's shares over texts",
    value: ({ pearson }) => figure(pearson),
    ends: [-1, 1],
    written: 'figure',
  },
  {
    id: 'pearsonAtMost',
    name: 'Raw at most',
    about: 'raw agreement of a model that were exactly right, with these raters',
    value: ({ pearsonAtMost }) => pearsonAtMost,
    ends: [-1, 1],
    written: 'figure',
  },
  {
    id: 'auc',
    name: 'AUC',
    about:
      'chance that a text that any rater gave it gets more of it than another; 0.5 is no better than chance',
    value: ({ auc }) => figure(auc),
    ends: [0.5, 1],
    written: 'figure',
  },
  {
    id: 'reliability',
    name: 'Reliability',
    about: 'how far raters of one text agree on it',
    value: ({ reliability }) => figure(reliability),
    ends: [0, 1],
    written: 'figure',
  },
  {
    id: 'transparency',
    name: 'Transparency',
    about: 'how well words alone predict it (t)',
    value: ({ transparency }) => figure(transparency),
    ends: [0, 1],
    written: 'figure',
  },
  {
    id: 'jsdShare',
    name: 'Share of gap',
    about: 'share of the total Jensen-Shannon divergence',
    value: ({ jsdShare }) => figure(jsdShare),
    ends: null,
    written: 'percent',
  },
];

/** Categories by a figure, largest first, those without it last; by name where `column` is `null`. */
export function sortedCategories(
  categories: readonly ShownCategory[],
  column: CategoryColumn | null,
  ascending: boolean,
): ShownCategory[] {
  const sign = ascending ? 1 : -1;
  return [...categories].sort((a, b) => {
    if (!column) return sign * (a.label < b.label ? -1 : 1);
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * (x - y);
  });
}
