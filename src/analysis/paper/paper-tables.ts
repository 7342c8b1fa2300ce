import { betweenModelsTable, type ModelGroup } from './between-models-table.ts';
import { calibrationTable } from './calibration-table.ts';
import { categoriesTable } from './categories-table.ts';
import { continuousTable, ratingPairs } from './continuous-table.ts';
import { cooccurrenceTable } from './cooccurrence-table.ts';
import { divergenceTable } from './divergence-table.ts';
import { entropyTable } from './entropy-table.ts';
import type { Embeddings, Lexicon } from './lexical-transparency.ts';
import { levelsTable } from './levels-table.ts';
import { measuredAnswers } from './measured-answers.ts';
import { acrossModels, type LabelsInput, type PaperInput } from './paper-input.ts';
import { PAPER_TABLES, type PaperRow } from './paper-row.ts';
import { peopleTable } from './people-table.ts';
import { textsTable } from './texts-table.ts';
import { transparencyTable } from './transparency-table.ts';

/** What a person brings to the tables besides judgments. */
export interface PaperOptions {
  readonly groups: readonly ModelGroup[];
  readonly lexicon: Lexicon;
  /** `null`: the embedding score and what rests on it are left out. */
  readonly embeddings: Embeddings | null;
}

/** How the absolute errors of ratings are told from divergences where a file has both. */
const POOLED_DIMENSIONS = 'V, A, D';

/** Every table of the paper's protocol (Inoshita et al. 2026), in its order; a table whose data are missing has no rows. */
export function paperTables({ labels, ratings }: PaperInput, options: PaperOptions): readonly PaperRow[] {
  const rows = [
    ...(labels === null ? [] : labelTables(labels, options)),
    ...(ratings === null
      ? []
      : [
          ...ratingPairs(ratings, options.groups, labels === null ? {} : { category: POOLED_DIMENSIONS }),
          ...continuousTable(ratings),
        ]),
  ];
  return PAPER_TABLES.flatMap((table) => rows.filter((row) => row.table === table));
}

function labelTables(input: LabelsInput, { groups, lexicon, embeddings }: PaperOptions): readonly PaperRow[] {
  const measured = input.answers.map((answers) => measuredAnswers(input, answers));
  const together = acrossModels(measured);
  const whole = measured.filter(({ temperature }) => temperature === 'all' || temperature === '');
  return [
    ...measured.flatMap(divergenceTable),
    ...measured.flatMap(entropyTable),
    ...measured.flatMap(levelsTable),
    ...measured.flatMap((one) => categoriesTable(input, one)),
    ...betweenModelsTable(together, groups),
    ...cooccurrenceTable(input, together),
    ...textsTable(input, together),
    ...peopleTable(input),
    ...transparencyTable(input, together, lexicon, embeddings),
    ...whole.flatMap((one) => calibrationTable(input, one)),
  ];
}
