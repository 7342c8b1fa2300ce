import { meanings, type AnswerRules } from '../../../src/annotators/language-model/ask.ts';
import { PercentagesParser } from '../../../src/readers/predictions/percentages-parser.ts';
import { ResponseParser } from '../../../src/readers/predictions/response-parser.ts';

/** The rules by which the page reads answers in words. */
export const ANSWER_RULES: AnswerRules = {
  labels(prompt) {
    const parser = new ResponseParser(prompt.question, { labels: meanings(prompt) });
    return (answer) => parser.parse(answer);
  },
  percentages(prompt) {
    const parser = new PercentagesParser(prompt.question, meanings(prompt));
    return (answer, cut) => parser.parse(answer, cut);
  },
};
