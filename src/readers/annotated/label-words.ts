import { nameWords } from './column-names.ts';

/** Words that name labels of emotion, sentiment, hate and inference in data sets, and not people. */
const LABELS = new Set(
  (
    'admiration amusement anger annoyance anticipation approval awe boredom calmness caring confusion contempt contentment ' +
    'craving curiosity desire disappointment disapproval disgust embarrassment excitement fear gratitude grief guilt ' +
    'happiness hate hateful hope interest joy love lust nervousness neutral nostalgia none optimism other pain pessimism ' +
    'pride realization regret relief remorse sadness satisfaction shame surprise trust happy sad angry afraid surprised ' +
    'disgusted fearful joyful positive negative mixed offensive normal toxic abusive spam insult threat obscene profanity ' +
    'entailment contradiction yes no true false valid invalid unsure unclear agree disagree support oppose favor against ' +
    'sarcastic ironic humorous racist sexist misogyny clean ok freude wut trauer angst ekel überraschung neither speech language'
  ).split(' '),
);

/** Whether a column's name is, but for a word for votes, the name of a label as data sets have them. */
export function isLabelWord(name: string): boolean {
  const words = nameWords(name).filter((word) => !/^(votes?|counts?|n|num|label|is|has|emotion)$/.test(word));
  return words.length > 0 && words.some((word) => LABELS.has(word));
}
