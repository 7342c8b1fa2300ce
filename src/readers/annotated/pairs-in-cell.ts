/** A name and what is said of it: `kim: joy`, `joy=3`; not the beginning of an address or a time. */
const PAIR = /^([^:=\d{[("'][^:=]{0,39}?)\s*[:=]\s*(?!\/\/)([^:=]+)$/;
/** A label and its votes: `joy (3)`, `joy x3`, `joy ×3`. */
const LABEL_AND_VOTES = /^([^()\d][^()]{0,39}?)\s*(?:\((\d+)\)|[x×]\s?(\d+))$/;

/**
 * The pairs of a cell such as `kim: joy; lee: anger` or `joy (3), fear (1)`, as an object; `undefined` if it has any other part, or a
 * name twice.
 */
export function pairsInCell(cell: string): Record<string, string> | undefined {
  const separator = [';', '\n', '|', ','].find((one) => cell.includes(one)) ?? ';';
  const parts = cell.split(separator).map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  const pairs = parts.map((part) => {
    const [, name, ...values] = PAIR.exec(part) ?? LABEL_AND_VOTES.exec(part) ?? [];
    return [name, values.find((value) => value !== undefined)] as const;
  });
  if (pairs.length === 0 || !pairs.every(([name, value]) => name !== undefined && value !== undefined))
    return undefined;
  const names = new Set(pairs.map(([name]) => name));
  return names.size < pairs.length ? undefined : (Object.fromEntries(pairs) as Record<string, string>);
}
