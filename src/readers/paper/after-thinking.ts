const END = '</think>';

/** What a model answers once it has thought aloud; all of it where it has not. */
export function afterThinking(answer: string): string {
  const end = answer.indexOf(END);
  return end < 0 ? answer : answer.slice(end + END.length);
}
