import type { PaperFigure, PaperLine } from '../report.ts';
import { figure, Section, sectionOf } from '../section.ts';
import { paperRow, type PaperRow, type PaperTable } from './paper-row.ts';

const KEYS = ['model', 'temperature', 'level', 'category', 'other'] as const;

const SAME = 'A side is the same throughout.';
/** Why a figure cannot be computed, by metric. */
const WHY: Readonly<Record<string, string>> = {
  kappa: 'Nobody, or everybody, gave the label: there is nothing to agree on beyond chance.',
  entropy_spearman: 'In a fold the entropies are all the same.',
  within_text_variance: 'No text has two samples.',
  jsd_sd: 'There is a single text.',
  kl_sd: 'There is a single text.',
  wasserstein_sd: 'There is a single text.',
  wilcoxon: 'Calibration changes the divergence of no text.',
  effect_size: 'Calibration changes the divergence of no text.',
};

/** Rows of one table as the report has them: a line for all that is about the same, a figure for each metric. */
export function paperLines(rows: readonly PaperRow[], none: string): Section<readonly PaperLine[]> {
  if (rows.length === 0) return new Section<readonly PaperLine[]>([], { '': none });
  const lines = new Map<
    string,
    { about: Omit<PaperLine, 'figures'>; figures: [string, Section<PaperFigure>][] }
  >();
  for (const row of rows) {
    const about = Object.fromEntries(KEYS.filter((key) => row[key] !== '').map((key) => [key, row[key]]));
    const key = JSON.stringify(about);
    const line = lines.get(key) ?? { about, figures: new Array<[string, Section<PaperFigure>]>() };
    line.figures.push([row.metric, figureOf(row)]);
    lines.set(key, line);
  }
  return sectionOf<readonly PaperLine[]>(
    [...lines.values()].map(({ about, figures }) =>
      sectionOf<PaperLine>({
        ...about,
        figures: sectionOf<PaperLine['figures']>(Object.fromEntries(figures)),
      }),
    ),
  );
}

function figureOf({ metric, value, lo, hi, p, n }: PaperRow): Section<PaperFigure> {
  return sectionOf<PaperFigure>({
    value: figure(value, WHY[metric] ?? SAME),
    ...(value !== null && lo !== null && hi !== null && { lo, hi }),
    ...(value !== null && p !== null && Number.isFinite(p) && { p }),
    ...(n !== null && { n }),
  });
}

/** Lines of the report as rows of the paper's tables. @param model whose own tables they are */
export function paperRows(table: PaperTable, lines: readonly PaperLine[], model = ''): readonly PaperRow[] {
  return lines.flatMap(({ figures, ...about }) =>
    Object.entries(figures).map(([metric, { value, lo = null, hi = null, p = null, n = null }]) =>
      paperRow({ table, model, ...about, metric, value, lo, hi, p, n }),
    ),
  );
}
