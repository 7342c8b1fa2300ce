import type { Report } from './report.ts';

/** A report as the JSON document that is saved, on the command line and in the page alike. */
export function reportDocument(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
