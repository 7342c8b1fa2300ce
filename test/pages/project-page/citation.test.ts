import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReportInputs } from '../../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import {
  bibtexCitation,
  dataHash,
  plainCitation,
  type CitedAnalysis,
} from '../../../src/pages/project-page/citation.ts';

const [A, B] = ['a', 'b'].map((content) => createHash('sha256').update(content).digest('hex'));
const inputs = {
  dataset: 'moods & 50%.csv',
  items: 300,
  files: [],
  settings: DEFAULT_SETTINGS,
} as ReportInputs;
const cited = (more: Partial<CitedAnalysis> = {}): CitedAnalysis => ({
  version: '0.1.0',
  inputs,
  dataHash: A,
  day: '2026-11-27',
  ...more,
});

describe('the hash of the data', () => {
  it('is that of the only file, and of several that of theirs whatever their order', async () => {
    expect(await dataHash([{ sha256: A }])).toBe(A);
    const both = createHash('sha256')
      .update(
        [A, B]
          .sort()
          .map((hash) => `${hash}\n`)
          .join(''),
      )
      .digest('hex');
    expect(await dataHash([{ sha256: A }, { sha256: B }])).toBe(both);
    expect(await dataHash([{ sha256: B }, { sha256: A }, { sha256: B }])).toBe(both);
    expect(await dataHash([])).toBeNull();
  });
});

describe('a citation', () => {
  it('names version, data, seed and settings, and the paper as CITATION.cff has it', () => {
    const words = plainCitation(cited());
    expect(words).toContain(
      `Dissensus (version 0.1.0) [Computer software]. Analysis of moods & 50%.csv: 300 texts, data SHA-256 ${A}, seed 1, default settings. Accessed 2026-11-27.`,
    );
    const cff = readFileSync('CITATION.cff', 'utf8').replace(/\s+/g, ' ');
    for (const part of [/\(2026\)\. (LLMs Capture.*Gaps)\. arXiv/, /arXiv:(2604\.\d+)/])
      expect(cff).toContain(part.exec(words)![1]);
    for (const name of ['Inoshita', 'Zhou', 'Kawai', 'Yada']) expect(cff).toContain(name);
  });

  it('names what was chosen otherwise than by default', () => {
    const thresholds = { ...DEFAULT_SETTINGS.thresholds, distance: 0.15 };
    const chosen = {
      ...inputs,
      slice: { attribute: 'source', of: 'items', value: 'news', items: 3, ofItems: 9 } as const,
      settings: { ...DEFAULT_SETTINGS, seed: 7, epsilon: 0.2, thresholds },
    };
    expect(plainCitation(cited({ inputs: chosen, dataHash: null }))).toContain(
      '300 texts, slice source=news, seed 7, settings: epsilon 0.2, thresholds distance=0.15.',
    );
  });

  it('is BibTeX whose braces match and whose own characters are escaped', () => {
    const words = bibtexCitation(cited({ inputs: { ...inputs, dataset: 'a_b & {c} } 50% #1 ~^\\' } }));
    expect(words).toContain(
      'a\\_b \\& \\textbraceleft{}c\\textbraceright{} \\textbraceright{} 50\\% \\#1 \\textasciitilde{}\\textasciicircum{}\\textbackslash{}',
    );
    // BibTeX counts a brace behind a backslash as well.
    expect(words.split('{').length).toBe(words.split('}').length);
    expect(words.match(/^@(software|article)\{\w+,$/gm)).toHaveLength(2);
    for (const line of words.split('\n').filter((each) => each.startsWith('  ')))
      expect(line).toMatch(/^ {2}\w+ +=.*\{.*\},?$/);
  });
});
