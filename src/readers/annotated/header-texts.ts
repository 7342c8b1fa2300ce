const IN_BRACKETS = /^(.*?\S)\s*\[(.+)\]$/s;
/** How a header may hold a question and a text: `How does it sound? [We sang.]`, `We sang. - Emotion`. */
const HALVES = [IN_BRACKETS, /^(.*?\S) - (.+)$/s, /^(.*\S) - (.+)$/s, /^(.*?\S)[?:]\s+(.+)$/s];
/** A question that headers begin with, and what comes between it and the text. */
const STEM = /^.*(?:\?|:| -|\n)\s+/s;
const FEWEST_WORDS = 4;

/** A question that a survey asks of several texts, with the header of each. */
export interface AskedTexts {
  readonly question: string;
  readonly texts: readonly { readonly header: string; readonly text: string }[];
}

/**
 * The texts that the headers of a survey's columns hold, in their order: without a question that all of them ask with the text in
 * brackets behind it (`How does it sound? [We sang.]`), or that all of them begin with.
 */
export function headerTexts(headers: readonly string[]): readonly string[] {
  const names = withoutCodes(headers.map((header) => header.trim()));
  const parts = names.map((name) => IN_BRACKETS.exec(name));
  // Codes before the question may count the texts: `Q1[SQ001]. How does it sound? [We sang.]`.
  const questions = new Set(parts.map((part) => part?.[1].replace(/\d+/g, '#')));
  const texts = parts.map((part) => part?.[2].trim());
  if (names.length < 2 || questions.size > 1 || texts.includes(undefined)) return withoutStem(names);
  return new Set(texts).size === names.length ? (texts as string[]) : names;
}

/** Without the code of its own that LimeSurvey writes before each question: `G01Q02. We sang.` */
function withoutCodes(names: readonly string[]): readonly string[] {
  const codes = names.map((name) => /^[A-Za-z]\w*\d(?:\[\w+\])?\. +/.exec(name)?.[0]);
  return codes.includes(undefined) || new Set(codes).size < names.length
    ? names
    : names.map((name, at) => name.slice(codes[at]!.length));
}

/** Without the question that all names begin with, or that all end with after a dash. */
function withoutStem(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  let shared = 0;
  while (names.every((name) => shared < name.length && name[shared] === names[0][shared])) shared++;
  const stem = STEM.exec(names[0].slice(0, shared))?.[0].length ?? 0;
  const rest = names.map((name) => name.slice(stem));
  const end = / - [^-]+$/.exec(rest[0])?.[0] ?? '';
  const texts = rest.every((name) => name.endsWith(end))
    ? rest.map((name) => name.slice(0, name.length - end.length))
    : rest;
  return new Set(texts).size === names.length && !texts.includes('') ? texts : names;
}

/**
 * The questions of a survey that asks several of each text, where its headers name both: all of them ask of the same texts;
 * `null` if the headers are otherwise.
 */
export function askedTexts(headers: readonly string[]): readonly AskedTexts[] | null {
  for (const halves of HALVES) {
    const parts = headers.map((header) =>
      halves
        .exec(header.trim())
        ?.slice(1, 3)
        .map((part) => part.trim()),
    );
    if (parts.includes(undefined)) continue;
    const [first, second] = [0, 1].map((half) => parts.map((part) => part![half]));
    const [firsts, seconds] = [first, second].map((all) => [...new Set(all)]);
    const isGrid = new Set(parts.map((part) => JSON.stringify(part))).size === headers.length;
    if (
      !isGrid ||
      firsts.length < 2 ||
      seconds.length < 2 ||
      firsts.length * seconds.length !== headers.length
    )
      continue;
    const textsFirst = wordsOf(firsts) > wordsOf(seconds);
    const [questions, asked, texts] = textsFirst ? [seconds, second, first] : [firsts, first, second];
    if (wordsOf(textsFirst ? firsts : seconds) < FEWEST_WORDS) continue;
    return questions.map((question) => ({
      question: question.replace(/[?:\s]+$/, ''),
      texts: headers.flatMap((header, at) => (asked[at] === question ? [{ header, text: texts[at] }] : [])),
    }));
  }
  return null;
}

/** How many words each has, on average. */
function wordsOf(names: readonly string[]): number {
  return names.join(' ').split(/\s+/).length / names.length;
}
