import type { Dataset } from '../../judgments/dataset.ts';
import type { SkippedRow } from '../../judgments/source-file.ts';
import type { Question } from '../../judgments/question.ts';
import type { Votes } from '../../judgments/votes.ts';
import type { FileColumns } from '../read-files.ts';
import { excerpt } from '../unreadable-file.ts';

/** What a reading of files comes to, in few enough words to judge it by before it is kept. */
export interface ReadingPreview {
  /** What each column of each file was taken for, and why. */
  readonly columns: readonly FileColumns[];
  readonly items: number;
  readonly rowsRead: number;
  readonly questions: readonly PreviewedQuestion[];
  readonly first: readonly PreviewedItem[];
  readonly skipped: number;
  /** One row for each different reason, with how many have it: the most frequent ones. */
  readonly reasons: readonly { readonly rows: number; readonly first: SkippedRow }[];
}

export interface PreviewedQuestion {
  readonly question: Question;
  readonly votes: number;
  readonly abstentions: number;
  /** `null` where raters are not named. */
  readonly raters: number | null;
}

export interface PreviewedItem {
  readonly id: string;
  /** Empty where the files have none. */
  readonly text: string;
  /** For each question the first answers, `rater: label, label`, and how many more there are. */
  readonly answers: readonly { readonly first: readonly string[]; readonly more: number }[];
}

const ITEMS = 4;
const ANSWERS = 6;
const REASONS = 4;
const TEXT_LENGTH = 140;

export function readingPreview(
  { ids, texts, withoutText, questions, sources }: Dataset,
  columns: readonly FileColumns[] = [],
): ReadingPreview {
  const skipped = sources.flatMap((source) => source.skipped);
  return {
    columns,
    items: ids.length,
    rowsRead: sources.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    questions: questions.map(({ question, votes }) => ({
      question,
      votes: votes.voteStart[ids.length],
      abstentions: votes.abstentions.reduce((sum, count) => sum + count, 0),
      raters: votes.raterIds && votes.raterIds.length,
    })),
    first: ids.slice(0, ITEMS).map((id, item) => ({
      id,
      text: withoutText?.[item] ? '' : excerpt(texts[item], TEXT_LENGTH),
      answers: questions.map(({ question, votes }) => answersTo(question, votes, item)),
    })),
    skipped: skipped.length,
    reasons: mostFrequent(skipped),
  };
}

function answersTo(question: Question, votes: Votes, item: number): PreviewedItem['answers'][number] {
  const [start, end] = [votes.voteStart[item], votes.voteStart[item + 1]];
  const first: string[] = [];
  for (let vote = start; vote < Math.min(end, start + ANSWERS); vote++) {
    const labels = votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1]);
    const said = Array.from(labels, (label) => question.labels[label]).join(', ');
    first.push(votes.raters ? `${votes.raterIds![votes.raters[vote]]}: ${said}` : said);
  }
  return { first, more: end - start - first.length };
}

/** Reasons that differ in what they quote alone are one. */
function mostFrequent(skipped: readonly SkippedRow[]): ReadingPreview['reasons'] {
  const groups = new Map<string, { rows: number; first: SkippedRow }>();
  for (const row of skipped) {
    const kind = row.reason.replace(/"[^"]*"|\d+/g, '');
    const group = groups.get(kind);
    if (group) group.rows++;
    else groups.set(kind, { rows: 1, first: row });
  }
  return [...groups.values()].sort((a, b) => b.rows - a.rows).slice(0, REASONS);
}
