import { PAPER_FINDINGS } from '../../src/analysis/paper/paper-findings.ts';
import { PAPER_TABLES, type PaperRow, type PaperTable } from '../../src/analysis/paper/paper-row.ts';
import { foundHere } from '../../src/analysis/paper/found-here.ts';
import { pivot } from '../../src/writers/paper-pivot.ts';
import { PAGE_STYLE } from './page-style.ts';

/** What the page says of how it came about. */
export interface PageAbout {
  /** The files, each with what it was taken for. */
  readonly files: readonly string[];
  /** What was left out or taken in a certain way. */
  readonly notes: readonly string[];
  /** Why a table, or a part of it, is missing. */
  readonly missing: ReadonlyMap<PaperTable, readonly string[]>;
}

/** The tables as one static page that needs nothing else. */
export function paperPage(rows: readonly PaperRow[], { files, notes, missing }: PageAbout): string {
  const sections = PAPER_TABLES.map((table) =>
    section(
      table,
      rows.filter((row) => row.table === table),
      missing.get(table) ?? [],
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The paper’s tables</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>The paper’s tables on these files</h1>
<p>The protocol of Inoshita, Zhou, Kawai and Yada, “LLMs Capture Emotion Labels, Not Emotion Uncertainty” (arXiv 2604.27345, 2026), computed by Dissensus. Every figure stands in full precision in paper.csv.</p>
${list(notes)}
<details><summary>What was read</summary>${list(files)}</details>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function section(table: PaperTable, rows: readonly PaperRow[], missing: readonly string[]): string {
  const { title, paper, ours } = PAPER_FINDINGS[table];
  const found = foundHere(table, rows);
  return `<section>
<h2>${escaped(title)}</h2>
<p>${escaped(paper)}</p>
${found === null ? '' : `<p><strong>Here:</strong> ${escaped(found)}</p>`}
<p class="ours">${escaped(ours)}</p>
${missing.map((reason) => `<p class="missing">${escaped(reason)}</p>`).join('')}
${rows.length === 0 ? '' : drawn(table, rows)}
</section>`;
}

function drawn(table: PaperTable, rows: readonly PaperRow[]): string {
  const { keys, metrics, lines, left } = pivot(table, rows);
  const head = [...keys, ...metrics].map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  const body = lines
    .map(({ about, cells }) => {
      const names = about.map((name) => `<th scope="row">${escaped(name)}</th>`).join('');
      return `<tr>${names}${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
    })
    .join('\n');
  const more = left === 0 ? '' : `<p>${left.toLocaleString('en')} more figures are in ${table}.csv.</p>`;
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
