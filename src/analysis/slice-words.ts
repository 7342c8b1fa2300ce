import type { ReportSlice } from './report.ts';

/** A slice in words: `texts with source: news, 120 of 300`, or `raters with age: lowest third, 20 to 31, 5 of 14`. */
export function sliceWords({ attribute, of, value, items, ofItems, raters, ofRaters }: ReportSlice): string {
  const whole = (number: number | undefined) => (number ?? 0).toLocaleString('en');
  return of === 'items'
    ? `texts with ${attribute}: ${value}, ${whole(items)} of ${whole(ofItems)}`
    : `raters with ${attribute}: ${value}, ${whole(raters)} of ${whole(ofRaters)}`;
}
