/** Parts with semicolons between, as a sentence. */
export function sentence(parts: readonly string[]): string {
  const joined = parts.join('; ');
  const ending = /[?.]$/.test(joined) ? '' : '.';
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}${ending}`;
}

/** Two decimals, or three below 0.1. */
export function round(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace('-', '−');
}

/** {@link round} with its sign. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${round(Math.abs(value))}`;
}

/** With a decimal where a share near 0% or 100% would be rounded to it. */
export function percent(share: number): string {
  const decimals = (share > 0 && share < 0.1) || (share > 0.995 && share < 1) ? 1 : 0;
  return `${(100 * share).toFixed(decimals)}%`;
}

/** A number of texts. */
export function count(texts: number): string {
  return texts.toLocaleString('en');
}

/** A number of texts that would be needed; beyond what anybody annotates, which number it is says nothing. */
export function needed(texts: number): string {
  const most = 100_000;
  return texts > most ? `more than ${count(most)}` : count(texts);
}
