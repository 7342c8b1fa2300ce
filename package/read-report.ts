import type { Report } from '../src/analysis/report.ts';

/** The report cannot be shown; the message says why and what to do. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/**
 * Fetches a report.
 * @throws {ReportError} if it cannot be had or is not a report that this version knows; the signal's reason if aborted
 */
export async function readReport(address: URL, signal: AbortSignal): Promise<Report> {
  const response = await fetch(address, { signal }).catch((cause: Error) => {
    signal.throwIfAborted();
    throw new ReportError(
      `The report ${address.href} could not be fetched. Is its address right, and may this page read it?`,
      { cause },
    );
  });
  if (!response.ok)
    throw new ReportError(
      `The report ${address.href} could not be fetched: the server said ${response.status}.`,
    );
  const content: unknown = await response.json().catch((cause: Error) => {
    signal.throwIfAborted();
    throw new ReportError(`${address.href} is not JSON. A report is what "dissensus analyse" writes.`, {
      cause,
    });
  });
  return checkReport(content, address.href);
}

/**
 * Whether a document is a report, as far as showing it depends on.
 * @throws {ReportError}
 */
export function checkReport(content: unknown, name: string): Report {
  const { version, inputs, questions } = (content ?? {}) as Partial<Record<keyof Report, unknown>>;
  if (
    typeof version !== 'number' ||
    typeof inputs !== 'object' ||
    inputs === null ||
    !Array.isArray(questions)
  )
    throw new ReportError(`${name} is not a report. A report is what "dissensus analyse" writes.`);
  if (version !== 1)
    throw new ReportError(
      `${name} is a report of version ${version}, and this shows version 1. Update dissensus.`,
    );
  return content as Report;
}
