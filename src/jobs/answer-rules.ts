import { begunAnswer, meanings, type AnswerRules } from '../annotators/language-model/ask.ts';
import type { SampleReader } from '../annotators/language-model/ask-samples.ts';
import { PromptError, type Prompt } from '../annotators/language-model/prompt.ts';
import { RATED_TOGETHER } from '../annotators/language-model/prompts.ts';
import type { OrdinalQuestion } from '../judgments/question.ts';
import { decimalRating, labelsThatApply } from '../readers/predictions/all-that-apply.ts';
import { PercentagesParser } from '../readers/predictions/percentages-parser.ts';
import { ResponseParser } from '../readers/predictions/response-parser.ts';

/** How a language model's words are read as answers: as those of a file of responses. */
export const ANSWER_RULES: AnswerRules = {
  labels(prompt) {
    const parser = new ResponseParser(prompt.question, { labels: meanings(prompt) });
    return (answer) => parser.parse(answer);
  },
  allThatApply(prompt) {
    return prompt.question.kind === 'ordinal' ? ratings(prompt, prompt.question) : labelSets(prompt);
  },
  percentages(prompt) {
    const parser = new PercentagesParser(prompt.question, meanings(prompt));
    return (answer, cut) => parser.parse(answer, cut);
  },
};

function ratings(prompt: Prompt, question: OrdinalQuestion): SampleReader {
  const place = RATED_TOGETHER.ids.indexOf(prompt.id);
  const begun = begunAnswer(prompt);
  return {
    ratings: place < 0 ? [question.name] : RATED_TOGETHER.keys,
    read(text, cut) {
      const shares = decimalRating(begun + text, question, place < 0 ? null : place, cut);
      if (typeof shares === 'string') return { text, given: [], failure: shares };
      const given = shares.map((share, label) => ({ label, share })).filter(({ share }) => share > 0);
      return { text, given, failure: null };
    },
  };
}

function labelSets(prompt: Prompt): SampleReader {
  const places = new Map<string, number>();
  for (const [place, label] of prompt.question.labels.entries())
    for (const word of prompt.words[label]) {
      const folded = word.toLowerCase();
      const other = places.get(folded);
      if (other !== undefined && other !== place)
        throw new PromptError(prompt, `the word “${word}” stands for two labels but for its case.`, {
          label,
        });
      places.set(folded, place);
    }
  const begun = begunAnswer(prompt);
  return {
    ratings: null,
    read(text) {
      const labels = labelsThatApply(begun + text, places);
      if (typeof labels === 'string') return { text, given: [], failure: labels };
      return { text, given: labels.map((label) => ({ label, share: 1 / labels.length })), failure: null };
    },
  };
}
