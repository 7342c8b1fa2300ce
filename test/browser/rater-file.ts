import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';

const COLUMNS = [
  'text',
  'id',
  'author',
  'subreddit',
  'link_id',
  'parent_id',
  'created_utc',
  'rater_id',
  'example_very_unclear',
  ...emotionQuestion.labels,
];

const OPENINGS = [
  'My brother',
  'The neighbour',
  'Our teacher',
  'This film',
  'That song',
  'The weather',
  'My old dog',
];
const MIDDLES = [
  'made me smile',
  'ruined the evening',
  'scared the children',
  'was a surprise',
  'kept us waiting',
];
const ENDINGS = [
  'again',
  'and I loved it',
  'and I am sorry',
  'for no reason',
  'as always',
  'thank goodness',
  'twice',
];

/**
 * A file in the layout of GoEmotions' raw CSVs, with sentences of our own and three raters a text, the same at every call.
 * @param texts how many different texts
 * @param clear how many of them raters found clear enough to give a label: all, unless it is said
 */
export function raterFile(texts: number, clear = texts): { name: string; mimeType: string; buffer: Buffer } {
  const rows = [COLUMNS.join(',')];
  let state = 7;
  // A linear congruential generator is random enough to make raters disagree.
  const pick = (below: number) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let text = 0; text < texts; text++) {
    const words = [OPENINGS, MIDDLES, ENDINGS].map((parts) => parts[pick(parts.length)]);
    const liked = pick(emotionQuestion.labels.length);
    for (let rater = 0; rater < 3; rater++) {
      const label = pick(3) === 0 ? pick(emotionQuestion.labels.length) : liked;
      const marks = emotionQuestion.labels.map((_, index) => (index === label ? 1 : 0));
      rows.push(
        [
          `"${words.join(', ')}, number ${text}"`,
          `t${text}`,
          'a',
          's',
          'l',
          'p',
          0,
          (text + 7 * rater) % 20,
          text < clear ? 'False' : 'True',
          ...marks.map((mark) => (text < clear ? mark : 0)),
        ].join(','),
      );
    }
  }
  return { name: 'raters.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

/**
 * The same sentences, one a line, which nobody judged: what annotates them computes no figures beside.
 * @param first of the sentences, for a file that shares none with another
 */
export function textFile(texts: number, first = 0): { name: string; mimeType: string; buffer: Buffer } {
  const sentences = raterFile(first + texts)
    .buffer.toString()
    .matchAll(/^"(.*)"/gm);
  const different = new Set([...sentences].map(([, sentence]) => sentence));
  return {
    name: 'texts.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from([...different].slice(first).join('\n')),
  };
}
