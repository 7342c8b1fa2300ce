import type { ReportPart } from './report-outline.ts';
import style from './report.css?inline';

/** The file may show pictures that stand in it and its own style, and reach nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The drawn parts as one HTML document: a title and the summary on a page of their own, a table of contents, and the rest.
 * @param name of the data set
 */
export function reportPage(
  name: string,
  drawn: readonly { readonly part: ReportPart; readonly html: string }[],
): Blob {
  const title = `${name}: how far models are from people`;
  const contents: string[] = [];
  const summary: string[] = [];
  const body: string[] = [];
  for (const [place, { part, html }] of drawn.entries()) {
    const into = part.draws === 'summary' ? summary : body;
    for (const [at, { level, words }] of part.headings.entries()) {
      const id = `heading-${place}-${at}`;
      into.push(`<h${level} id="${id}">${escaped(words)}</h${level}>\n`);
      if (level < 4) contents.push(`<li class="level-${level}"><a href="#${id}">${escaped(words)}</a></li>`);
    }
    into.push(part.draws === 'method' ? `<div class="method">\n${html}\n</div>` : html, '\n');
  }
  const today = new Date().toISOString().slice(0, 10);
  return new Blob(
    [
      '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      `<title>${escaped(title)}</title>\n<style>\n${style}</style>\n</head>\n<body>\n<main>\n`,
      `<section class="first-page">\n<h1 dir="auto">${escaped(title)}</h1>\n`,
      `<p class="soft">Made with Dissensus on <time datetime="${today}">${today}</time>. Every figure is also in the JSON file that goes with this one.</p>\n`,
      ...summary,
      '</section>\n',
      `<nav aria-label="Contents">\n<ul>\n${contents.join('\n')}\n</ul>\n</nav>\n`,
      ...body,
      '</main>\n</body>\n</html>\n',
    ],
    { type: 'text/html' },
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
