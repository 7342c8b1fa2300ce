const DASHES = ['-', '--', '–', '—'];

/** Whether a label is a dash, which stands for an empty cell where no plus sign stands beside it. */
export function isDash(label: string): boolean {
  return DASHES.includes(label);
}

/** Whether a label is nothing but plus signs. */
export function isPlus(label: string): boolean {
  return /^\++$/.test(label);
}

/** Whether a label is nothing but plus and minus signs, however they are typed. */
export function isSign(label: string): boolean {
  return /^[+–−—-]+$/.test(label);
}
