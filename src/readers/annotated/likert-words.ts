/** Scales in words, from the low end to the high one. */
const LADDERS: readonly (readonly string[])[] = [
  ['strongly disagree', 'disagree', 'neither agree nor disagree', 'agree', 'strongly agree'],
  ['strongly disagree', 'disagree', 'neutral', 'agree', 'strongly agree'],
  ['strongly disagree', 'disagree', 'undecided', 'agree', 'strongly agree'],
  [
    'strongly disagree',
    'somewhat disagree',
    'neither agree nor disagree',
    'somewhat agree',
    'strongly agree',
  ],
  ['strongly disagree', 'somewhat disagree', 'neutral', 'somewhat agree', 'strongly agree'],
  [
    'strongly disagree',
    'disagree',
    'somewhat disagree',
    'neither agree nor disagree',
    'somewhat agree',
    'agree',
    'strongly agree',
  ],
  [
    'strongly disagree',
    'disagree',
    'somewhat disagree',
    'neutral',
    'somewhat agree',
    'agree',
    'strongly agree',
  ],
  ['very negative', 'negative', 'neutral', 'positive', 'very positive'],
  ['very negative', 'somewhat negative', 'neutral', 'somewhat positive', 'very positive'],
  ['very negative', 'slightly negative', 'neutral', 'slightly positive', 'very positive'],
  ['very unpleasant', 'unpleasant', 'neutral', 'pleasant', 'very pleasant'],
  ['very unlikely', 'unlikely', 'neutral', 'likely', 'very likely'],
  ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['very bad', 'bad', 'neutral', 'good', 'very good'],
  ['very poor', 'poor', 'fair', 'good', 'very good'],
  ['not at all', 'slightly', 'moderately', 'very', 'extremely'],
  ['not at all', 'a little', 'moderately', 'quite a bit', 'extremely'],
  ['not at all', 'a little', 'somewhat', 'quite a bit', 'very much'],
  ['not at all', 'a little', 'somewhat', 'a lot', 'very much'],
  ['never', 'rarely', 'sometimes', 'often', 'always'],
  ['very low', 'low', 'medium', 'high', 'very high'],
  ['very weak', 'weak', 'moderate', 'strong', 'very strong'],
];
/** Fewer different words may be labels of any kind: "agree", "neutral" and "disagree" are stances too. */
const FEWEST_WORDS = 3;
/** A word that only a scale has. */
const DEGREE = /^(strongly|somewhat|slightly|very|not at all|extremely|a little|rarely|moderately)\b/;

/**
 * The points of the scale in words that all of these answers are on, ascending, in the answers' own spelling where they have
 * them; `null` if they are on none.
 */
export function likertPoints(answers: readonly string[]): string[] | null {
  const own = new Map(answers.map((answer) => [fold(answer), answer.trim()]));
  if (own.size < FEWEST_WORDS || ![...own.keys()].some((word) => DEGREE.test(word))) return null;
  const fitting = LADDERS.filter((ladder) => [...own.keys()].every((word) => ladder.includes(word)));
  const [shortest] = fitting.sort((a, b) => a.length - b.length);
  return shortest === undefined ? null : shortest.map((word) => own.get(word) ?? word);
}

function fold(answer: string): string {
  return answer.trim().toLowerCase().replace(/\s+/g, ' ');
}
