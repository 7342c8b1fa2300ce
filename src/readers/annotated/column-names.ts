import { TEXT_COLUMNS } from '../texts.ts';

/** A name of a column as it is compared: without case, spaces, underscores, hyphens and dots. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '');
}

const WHO = ['rater', 'annotator', 'worker', 'coder', 'judge', 'participant', 'respondent'];

const ITEM = [
  '',
  'item',
  'text',
  'comment',
  'sentence',
  'post',
  'tweet',
  'example',
  'instance',
  'sample',
  'unit',
  'doc',
];

/** Folded names of columns by what they hold, the likeliest first. */
export const COLUMN_NAMES = {
  text: TEXT_COLUMNS,
  id: [...ITEM.map((what) => `${what}id`), 'uid', 'customid', 'item', 'key', 'keyoftheobject'],
  rater: WHO.flatMap((who) => [who, `${who}id`, `${who}name`]),
  raterLists: WHO.flatMap((who) => [`${who}s`, `${who}ids`, who, `${who}id`]),
  votes: ['votes', 'votecounts', 'labelcounts', 'counts', 'vote'],
  annotations: ['annotations', 'annotation', 'ratings', 'judgments', 'judgements', 'answers'],
  label: (
    'label labels emotion emotions feeling mood sentiment polarity category categories class rating ratings ' +
    'judgment judgement answer annotation choice stance valence arousal dominance toxicity toxic offensive ' +
    'offensiveness hate hatespeech irony sarcasm humor humour politeness intensity'
  ).split(' '),
} as const;

/** A column of whole numbers by one of these names holds answers themselves, not votes for a label called so. */
export const ANSWER_NAMES: readonly string[] = (
  'label labels class category rating ratings score scores stars sentiment polarity emotion valence arousal dominance ' +
  'intensity helpful rank position page chapter level grade quality'
).split(' ');

/** What stands beside texts and is no answer about them. */
const ABOUT_THE_ROW = new Set(
  (
    'author subreddit linkid parentid createdutc created date time timestamp datetime year month day hour minute second ' +
    'duration url link source split fold set lang language gender age sex country education confidence likes like ' +
    'retweets replies shares upvotes downvotes views words chars characters tokens length wordcount total sum n count ' +
    'nraters numraters raters annotators numannotations nannotations index row rownumber line unnamed0 batch task ' +
    'title topic keywords username user userid model method otherinfo notes note'
  ).split(' '),
);

/** Whether a column says something about its row rather than an answer to a question. */
export function isAboutTheRow(name: string): boolean {
  const folded = foldName(name);
  return (
    folded === '' || ABOUT_THE_ROW.has(folded) || /(^id|id$)/.test(folded) || /^unnamed\d+$/.test(folded)
  );
}

const NUMBERED_RATER = new RegExp(
  `^((?:${WHO.join('|')}|ann|label|rating|annotation|r|a)[ _.-]?\\d+)(?:[ _.:-]+(.+))?$`,
  'i',
);
const NAMED_RATER = new RegExp(`^(?:${WHO.join('|')})[ _.:-]+(.+)$`, 'i');

/** The rater, and the question where the name has one, of a column called e.g. `rater_1`, `ann2`, `rater_1_valence`, `annotator-Kim`. */
export function raterColumn(name: string): { rater: string; question: string | null } | null {
  const numbered = NUMBERED_RATER.exec(name.trim());
  if (numbered) return { rater: numbered[1], question: numbered[2] ?? null };
  const named = NAMED_RATER.exec(name.trim());
  return named && !/^(ids?|names?)$/i.test(named[1]) ? { rater: named[1], question: null } : null;
}
