import type { ReportPart } from './report-outline.ts';
import style from './report.css?inline';

/** The file may show pictures that stand in it and its own style, and reach nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The drawn parts as one HTML document, with a title and a table of contents.
 * @param name of the data set
 * @param note what a reader must know of all figures, if anything
 */
export function reportPage(
  name: string,
  drawn: readonly { readonly part: ReportPart; readonly html: string }[],
  note: string | undefined,
): Blob {
  const title = `${name}: how far models are from people`;
  const contents: string[] = [];
  const body: string[] = [];
  for (const [place, { part, html }] of drawn.entries()) {
    for (const [at, { level, words }] of part.headings.entries()) {
      const id = `heading-${place}-${at}`;
      body.push(`<h${level} id="${id}">${escaped(words)}</h${level}>\n`);
      if (level < 4) contents.push(`<li class="level-${level}"><a href="#${id}">${escaped(words)}</a></li>`);
    }
    body.push(html, '\n');
  }
  const today = new Date().toISOString().slice(0, 10);
  return new Blob(
    [
      '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
      `<title>${escaped(title)}</title>\n<style>\n${style}</style>\n</head>\n<body>\n<main>\n`,
      `<h1 dir="auto">${escaped(title)}</h1>\n`,
      `<p class="soft">Made with Dissensus on <time datetime="${today}">${today}</time>. Every figure is also in the JSON file that goes with this one.</p>\n`,
      note === undefined ? '' : `<p><strong dir="auto">${escaped(note)}</strong></p>\n`,
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
