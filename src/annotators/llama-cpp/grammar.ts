/** A grammar, in llama.cpp's GBNF, of exactly these answers. */
export function grammarOf(answers: readonly string[]): string {
  return `root ::= ${answers.map(quoted).join(' | ')}`;
}

/** A grammar of percentages: a line such as `joy: 60%` for one label after another, each at most as often as there are labels. */
export function percentagesGrammar(answers: readonly string[]): string {
  return [
    `root ::= line (${quoted('\n')} line){0,${answers.length - 1}}`,
    `line ::= label ": " percent "%"`,
    `label ::= ${answers.map(quoted).join(' | ')}`,
    'percent ::= "100" | [1-9] [0-9] | [0-9]',
  ].join('\n');
}

/** A grammar of a JSON array of these names, at most as many as there are. */
export function arrayGrammar(names: readonly string[]): string {
  return [
    `root ::= "[" name (", " name){0,${names.length - 1}} "]"`,
    `name ::= ${names.map((name) => quoted(JSON.stringify(name))).join(' | ')}`,
  ].join('\n');
}

/** A grammar of a JSON object with a number under each of these keys; what is off the scale is for the reader to refuse. */
export function ratingsGrammar(keys: readonly string[]): string {
  return [
    `root ::= "{" ${keys.map((key) => `${quoted(`${JSON.stringify(key)}: `)} rating`).join(' ", " ')} "}"`,
    'rating ::= "-"? ("0" | [1-9] [0-9]{0,2}) "." [0-9]',
  ].join('\n');
}

function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
