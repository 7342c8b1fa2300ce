import { readFileSync } from 'node:fs';
import { mean as d3Mean } from 'd3';
import { describe, expect, it } from 'vitest';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { shippedReport } from '../../cli/benchmarks/shipped-report.ts';

/** Rows of the table in docs/models.md: name, way of asking, D, its interval, worth k, macro-F1, AUC. */
const ROW =
  /^\| ([^|]+?) +\| ([^|]+?) +\| [^|]+\| [^|]+\| ([\d.]+) \(([\d.]+) to ([\d.]+)\) +\| (≥ )?([\d.]+) +\| ([\d.]+) +\| ([\d.]+) +\|/gm;

describe('docs/models.md', () => {
  it('has the figures of the shipped report', async () => {
    const shipped = SHIPPED_BENCHMARKS.find(({ id }) => id === 'goemotions-votes')!;
    const { questions } = await shippedReport(shipped);
    const models = questions[0].models.filter(({ reference }) => !reference);
    const rows = [...readFileSync('docs/models.md', 'utf8').matchAll(ROW)];
    expect(rows.length).toBe(models.length);
    for (const [place, { model, gap, worth, labels, categories }] of models.entries()) {
      const [, name, , d, lo, hi, least, k, macroF1, auc] = rows[place];
      expect(name).toBe(model);
      const { mean, lo: low, hi: high } = gap!.squared;
      expect([d, lo, hi]).toEqual([mean, low!, high!].map((each) => each!.toFixed(3)));
      expect(k).toBe(worth!.k!.toFixed(2));
      expect(least !== undefined).toBe(worth!.bound === '>');
      expect(macroF1).toBe(labels!.macroF1!.toFixed(3));
      expect(Number(auc)).toBe(Number(d3Mean(categories!, ({ auc }) => auc)!.toFixed(3)));
    }
  });
});
