import { meanings, type AnswerRules } from '../annotators/language-model/ask.ts';
import { PercentagesParser } from '../readers/predictions/percentages-parser.ts';
import { ResponseParser } from '../readers/predictions/response-parser.ts';

/** How a language model's words are read as answers: as those of a file of responses. */
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
