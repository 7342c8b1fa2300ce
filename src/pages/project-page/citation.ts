import type { ReportInputs } from '../../analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../analysis/settings.ts';
import { writeThresholds } from '../../analysis/thresholds.ts';
import { count } from '../ui/amounts.ts';

/** What a citation of an analysis is made of. */
export interface CitedAnalysis {
  /** Of Dissensus. */
  readonly version: string;
  readonly inputs: ReportInputs;
  /** Of the data, hexadecimal; `null` where it came from no file. */
  readonly dataHash: string | null;
  /** The day on which it is cited, ISO 8601. */
  readonly day: string;
}

/** The paper whose method the program makes runnable, as CITATION.cff has it. */
const PAPER = {
  authors: ['Inoshita, Keito', 'Zhou, Xiaokang', 'Kawai, Akira', 'Yada, Katsutoshi'],
  title:
    'LLMs Capture Emotion Labels, Not Emotion Uncertainty: Distributional Analysis and Calibration of Human-LLM Judgment Gaps',
  year: 2026,
  arxiv: '2604.27345',
} as const;

/**
 * One SHA-256 for the files of a data set: of one file its own, of several that of theirs, sorted, one a line, so that the order in which
 * they were opened does not matter.
 */
export async function dataHash(files: readonly { readonly sha256: string }[]): Promise<string | null> {
  const hashes = [...new Set(files.map(({ sha256 }) => sha256))].sort();
  if (hashes.length <= 1) return hashes[0] ?? null;
  const all = new TextEncoder().encode(hashes.map((hash) => `${hash}\n`).join(''));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the analysis is of and by what choices: everything that a reader needs to have the same figures again. */
export function analysisInWords({ inputs, dataHash: hash }: CitedAnalysis): string {
  const { dataset, items, slice, settings } = inputs;
  return [
    `Analysis of ${dataset}: ${count(items, 'text')}`,
    slice ? `slice ${slice.attribute}=${slice.value}` : null,
    hash === null ? null : `data SHA-256 ${hash}`,
    `seed ${settings.seed}`,
    settingsInWords(inputs),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function settingsInWords({ settings }: ReportInputs): string {
  const moved = (Object.keys(DEFAULT_SETTINGS) as (keyof typeof DEFAULT_SETTINGS)[]).flatMap((name) =>
    name === 'seed' || name === 'thresholds' || settings[name] === DEFAULT_SETTINGS[name]
      ? []
      : [`${name} ${settings[name]}`],
  );
  const lines = writeThresholds(settings.thresholds);
  const words = lines === '' ? moved : [...moved, `thresholds ${lines}`];
  return words.length === 0 ? 'default settings' : `settings: ${words.join(', ')}`;
}

/** As a reference list has it. */
export function plainCitation(cited: CitedAnalysis): string {
  const [first, ...others] = PAPER.authors;
  const year = cited.day.slice(0, 4);
  return (
    `Dissensus contributors (${year}). Dissensus (version ${cited.version}) [Computer software]. ${analysisInWords(cited)}. ` +
    `Accessed ${cited.day}.\n\n` +
    `${first}, ${others.join(', ')} (${PAPER.year}). ${PAPER.title}. arXiv:${PAPER.arxiv}.`
  );
}

/** Two BibTeX entries: the analysis, and the paper. */
export function bibtexCitation(cited: CitedAnalysis): string {
  const year = cited.day.slice(0, 4);
  return `@software{dissensus,
  author  = {{Dissensus contributors}},
  title   = {Dissensus},
  version = {${cited.version}},
  year    = {${year}},
  urldate = {${cited.day}},
  note    = {${escaped(analysisInWords(cited))}}
}

@article{inoshita2026,
  author  = {${PAPER.authors.join(' and ')}},
  title   = {{${PAPER.title}}},
  journal = {arXiv preprint arXiv:${PAPER.arxiv}},
  year    = {${PAPER.year}}
}`;
}

/** Characters that TeX takes for its own; braces by name, because BibTeX counts those behind a backslash too. */
function escaped(words: string): string {
  const own: Readonly<Record<string, string>> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
    '{': '\\textbraceleft{}',
    '}': '\\textbraceright{}',
  };
  return words.replace(/[\\~^{}&%$#_]/g, (character) => own[character] ?? `\\${character}`);
}
