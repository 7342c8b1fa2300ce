import type { Reasons } from './report.ts';

/** The reason a figure is `null`: the one given for the longest beginning of its path, e.g. `floor.p`, then `floor`. */
export function reasonFor(reasons: Reasons, path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const reason = reasons[path.slice(0, end)];
    if (reason !== undefined) return reason;
  }
  return undefined;
}
