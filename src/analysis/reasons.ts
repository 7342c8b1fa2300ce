import type { Figure, Reasons } from './report.ts';

/** A value as a figure of the report: itself if it is a finite number, else `null` with the reason noted under its path. */
export function figure(value: number | null, reasons: Reasons, path: string, why: string): Figure {
  if (value !== null && Number.isFinite(value)) return value;
  reasons[path] = why;
  return null;
}

/** The reason a figure is `null`: the one given for the longest beginning of its path, e.g. `floor.p`, then `floor`. */
export function reasonFor(reasons: Reasons, path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const reason = reasons[path.slice(0, end)];
    if (reason !== undefined) return reason;
  }
  return undefined;
}
