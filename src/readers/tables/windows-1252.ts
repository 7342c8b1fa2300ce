/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on (WHATWG Encoding, index windows-1252). */
const MARKS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Text that was decoded from Windows-1252, as browsers decode it: Node before 23.7 takes Latin-1 for it, in which quotation marks and
 * the euro sign are control characters.
 */
export function withMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => MARKS[control.charCodeAt(0) - 0x80]);
}
