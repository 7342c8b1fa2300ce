import { beforeAll, describe, expect, it } from 'vitest';
import { paperRows } from '../../../src/analysis/paper/paper-lines.ts';
import { PAPER_TABLES, type PaperRow } from '../../../src/analysis/paper/paper-row.ts';
import { paperTables } from '../../../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../../../src/analysis/paper/shipped-lexicon.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { perform, planOf, studiesOf, type AnalysisInputs } from '../../../src/analysis/tasks.ts';
import { paperInput } from '../../../src/jobs/paper-input.ts';
import { readPaperFiles } from '../../../src/readers/paper/read-paper-files.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { paperFile } from './paper-form.ts';

const FILES = ['goemotions_raw.csv', 'gpt-5.4-mini_results.parquet', 'llama3.1-8b_results.parquet'];
const FIGURES = ['value', 'lo', 'hi', 'p', 'n'] as const;

function nameOf({ table, model, temperature, level, category, other, metric }: PaperRow): string {
  return [table, model, temperature, level, category, other, metric].join('|');
}

/** The paper's part of a report, as rows. */
async function reportRows(inputs: AnalysisInputs): Promise<readonly PaperRow[]> {
  const studies = studiesOf(inputs);
  const tasks = planOf(studies).filter(({ section }) => section.startsWith('paper'));
  const results = await Promise.all(
    tasks.map(async (task) => ({ task, result: await perform(task, studies, inputs) })),
  );
  return results.flatMap(({ task, result }) => {
    const model = 'model' in task ? studies[task.question].models[task.model].name : '';
    const tables = { ...result.model?.paper, ...result.paper, ...result.ratings };
    return PAPER_TABLES.flatMap((table) => paperRows(table, tables[table] ?? [], model));
  });
}

describe('the paper’s tables in a report', () => {
  let mine: ReadonlyMap<string, PaperRow>;
  let replicated: readonly PaperRow[];

  beforeAll(async () => {
    const { dataset, predictions } = await readFiles(FILES.map(paperFile));
    const inputs = { dataset: dataset!, predictions: predictions!.judgments, settings: DEFAULT_SETTINGS };
    mine = new Map((await reportRows(inputs)).map((row) => [nameOf(row), row]));
    const files = await readPaperFiles(FILES.map(paperFile), { unreadable: 'failed' });
    replicated = paperTables(paperInput(files), { groups: [], lexicon: SHIPPED_LEXICON, embeddings: null });
  }, 60_000);

  it('are those of `replicate` on the same files, at each temperature and together', () => {
    const each = replicated.filter(({ metric }) => metric !== 'kappa');
    const wrong = each.flatMap((row) => {
      const own = mine.get(nameOf(row));
      return FIGURES.flatMap((figure) => {
        const [value, wanted] = [own?.[figure], row[figure]];
        const isSame =
          value === wanted ||
          (typeof value === 'number' && wanted !== null && Math.abs(value - wanted) < 1e-9);
        return isSame ? [] : [`${nameOf(row)} ${figure}: ${value}, not ${wanted}`];
      });
    });
    expect(wrong).toEqual([]);
    expect(each.length).toBeGreaterThan(3000);
  });

  it('have a kappa that differs only where a rater gave no label, and then little', () => {
    const kappas = replicated.filter(({ metric }) => metric === 'kappa');
    const apart = kappas.map((row) => Math.abs(mine.get(nameOf(row))!.value! - row.value!));
    expect(apart.filter((difference) => difference > 1e-9).length).toBeLessThan(kappas.length / 2);
    expect(Math.max(...apart)).toBeLessThan(0.002);
  });
});
