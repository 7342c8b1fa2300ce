import type { PaperRow, PaperTable } from './paper-row.ts';

/**
 * What a table says on these data, in a sentence.
 * @param rows of that table
 * @returns `null` where the rows that it rests on are missing
 */
export function foundHere(table: PaperTable, rows: readonly PaperRow[]): string | null {
  const whole = rows.filter(({ temperature }) => temperature === 'all' || temperature === '');
  const of = (metric: string, where: Partial<PaperRow> = { level: '', category: '', other: '' }) =>
    whole.filter(
      (row) =>
        row.metric === metric &&
        row.value !== null &&
        Object.entries(where).every(([key, value]) => row[key as keyof PaperRow] === value),
    );
  switch (table) {
    case 'divergence':
      return listed('the mean Jensen-Shannon divergence in bits is', of('jsd_mean'));
    case 'entropy':
      return listed('Spearman’s correlation of people’s and the model’s entropy is', of('spearman'));
    case 'levels': {
      const tests = of('kruskal_wallis');
      return tests.length === 0
        ? null
        : `the levels differ beyond chance (p < 0.05) for ${tests.filter(({ p }) => p !== null && p < 0.05).length} of ${counted(tests.length, 'model')}.`;
    }
    case 'categories':
      return extremes(
        'Spearman’s correlation of rates is',
        meanBy(of('spearman', { level: '' }), 'category'),
      );
    case 'between_models': {
      const tests = of('mann_whitney', { level: '' });
      return tests.length === 0
        ? null
        : `${tests.filter(({ p }) => p !== null && p < 0.05).length} of ${counted(tests.length, 'pair')} differ beyond chance (p < 0.05, not adjusted).`;
    }
    case 'cooccurrence':
      return listed('the distance (Frobenius) to people’s matrix is', of('frobenius', { other: '' }));
    case 'texts':
      return extremes(
        'Spearman’s correlation with the divergence is',
        meanBy(of('spearman', {}), 'category'),
      );
    case 'people':
      return extremes('the kappa of raters is', meanBy(of('kappa', {}), 'category'));
    case 'transparency':
      return gradients('combined', of) ?? gradients('lexicon', of);
    case 'calibration':
      return extremes(
        'the reduction of the mean divergence is',
        meanBy(of('reduction', { level: '' }), 'category'),
      );
    case 'continuous':
      return extremes(
        'Pearson’s correlation of mean ratings is',
        meanBy(of('pearson', { level: '' }), 'category'),
      );
  }
}

function gradients(
  score: 'combined' | 'lexicon',
  of: (metric: string, where: Partial<PaperRow>) => readonly PaperRow[],
): string | null {
  return listed(
    `the gradient over labels (Spearman, ${score} score) is`,
    of(score, { level: '', category: '' }).map((row) => ({
      ...row,
      model: row.model || 'the mean of the models',
    })),
  );
}

function listed(what: string, rows: readonly PaperRow[]): string | null {
  if (rows.length === 0) return null;
  return `${what} ${rows.map(({ model, value }) => `${number(value!)} for ${model}`).join(', ')}.`;
}

/** Means over models, by name. */
function meanBy(
  rows: readonly PaperRow[],
  key: 'category',
): readonly { readonly name: string; readonly mean: number }[] {
  return [...new Set(rows.map((row) => row[key]))].map((name) => {
    const own = rows.filter((row) => row[key] === name);
    return { name, mean: own.reduce((sum, { value }) => sum + value!, 0) / own.length };
  });
}

function extremes(
  what: string,
  means: readonly { readonly name: string; readonly mean: number }[],
): string | null {
  if (means.length === 0) return null;
  const sorted = [...means].sort((a, b) => b.mean - a.mean);
  const [most, least] = [sorted[0], sorted[sorted.length - 1]];
  return sorted.length === 1
    ? `${what} ${number(most.mean)} for ${most.name}.`
    : `${what} greatest for ${most.name} (${number(most.mean)}) and least for ${least.name} (${number(least.mean)}), as a mean over what is here.`;
}

function number(value: number): string {
  return value.toFixed(3).replace('-', '−');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
