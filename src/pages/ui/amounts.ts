import { fixed, whole } from '../../numerals/number-form.ts';

export { whole };

/** A count with its noun, `1 text` or `13,446 texts`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${whole(amount)} ${amount === 1 ? one : many}`;
}

/** Bytes in the decimal units that download dialogs use: `7.4 MB`; below a kilobyte `1 kB`, and nothing `0 B`. */
export function bytes(amount: number): string {
  if (amount === 0) return '0 B';
  const kilobytes = Math.max(1, Math.round(amount / 1e3));
  if (kilobytes < 1000) return `${kilobytes} kB`;
  return `${fixed(amount / 1e6, amount < 99.95e6 ? 1 : 0)} MB`;
}

/** A span of time as one would say it: `4 s`, `3 min`, `1 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How many things are done in a span that leaves a number worth reading: `65 a second`, `20 a minute`, `4 an hour`. */
export function rate(perSecond: number): string {
  if (perSecond >= 1.5) return `${whole(Math.round(perSecond))} a second`;
  if (perSecond >= 1.5 / 60) return `${whole(Math.round(60 * perSecond))} a minute`;
  const anHour = Math.round(3600 * perSecond);
  return anHour === 0 ? 'less than 1 an hour' : `${anHour} an hour`;
}
