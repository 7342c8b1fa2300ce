import { meanings, type AnswerRules } from '../annotators/language-model/ask.ts';
import type { SampleReader } from '../annotators/language-model/ask-samples.ts';
import { decimalRating, labelsThatApply, ratingKeys } from '../readers/predictions/all-that-apply.ts';
import { PercentagesParser } from '../readers/predictions/percentages-parser.ts';
import { ResponseParser } from '../readers/predictions/response-parser.ts';

/** How a language model's words are read as answers: as those of a file of responses. */
export const ANSWER_RULES: AnswerRules = {
  labels(prompt) {
    const parser = new ResponseParser(prompt.question, { labels: meanings(prompt) });
    return (answer) => parser.parse(answer);
  },
  allThatApply({ question, words }) {
    if (question.kind === 'ordinal') {
      const read: SampleReader['read'] = (text) => {
        const shares = decimalRating(text, question);
        if (typeof shares === 'string') return { text, given: [], failure: shares };
        const given = shares.map((share, label) => ({ label, share })).filter(({ share }) => share > 0);
        return { text, given, failure: null };
      };
      return { read, ratings: ratingKeys(question) };
    }
    const places = new Map(
      question.labels.flatMap((label, place) =>
        words[label].map((word) => [word.toLowerCase(), place] as const),
      ),
    );
    const read: SampleReader['read'] = (text) => {
      const labels = labelsThatApply(text, places);
      if (typeof labels === 'string') return { text, given: [], failure: labels };
      return { text, given: labels.map((label) => ({ label, share: 1 / labels.length })), failure: null };
    };
    return { read, ratings: null };
  },
  percentages(prompt) {
    const parser = new PercentagesParser(prompt.question, meanings(prompt));
    return (answer, cut) => parser.parse(answer, cut);
  },
};
