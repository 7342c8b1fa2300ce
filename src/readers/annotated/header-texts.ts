const IN_BRACKETS = /^(.*?\S)\s\[(.+)\]$/s;

/**
 * The texts that the headers of a survey's columns hold, in their order: without a question that all of them ask with the text in
 * brackets behind it (`How does it sound? [We sang.]`).
 */
export function headerTexts(headers: readonly string[]): readonly string[] {
  const names = headers.map((header) => header.trim());
  const parts = names.map((name) => IN_BRACKETS.exec(name));
  // Codes before the question may count the texts: `Q1[SQ001]. How does it sound? [We sang.]`.
  const questions = new Set(parts.map((part) => part?.[1].replace(/\d+/g, '#')));
  const texts = parts.map((part) => part?.[2].trim());
  if (names.length < 2 || questions.size > 1 || texts.includes(undefined)) return names;
  return new Set(texts).size === names.length ? (texts as string[]) : names;
}
