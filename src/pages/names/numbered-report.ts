import type { Report } from '../../analysis/report.ts';
import { numbersInWords } from '../../project-files/numbered-raters.ts';

/** Under this key a report names a rater, and nothing else. */
const NAMES_A_RATER = 'rater';

/**
 * A report whose raters have numbers instead of names, in figures and in sentences; all else is as it was.
 * @param numbers what each rater is called instead
 */
export function withNumberedReport(report: Report, numbers: ReadonlyMap<string, string>): Report {
  const words = numbersInWords(numbers);
  function numbered(value: unknown, key: string | null): unknown {
    if (typeof value === 'string')
      return key === NAMES_A_RATER
        ? (numbers.get(value) ?? value)
        : SENTENCES.has(key!)
          ? words(value)
          : value;
    if (Array.isArray(value)) return value.map((one) => numbered(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, own]) => [name, numbered(own, key === 'reasons' ? 'reasons' : name)]),
    );
  }
  return numbered(report, null) as Report;
}

/** Keys of what is said in sentences. */
const SENTENCES: ReadonlySet<string> = new Set(['layout', 'reason', 'reasons', 'because']);
