import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import type { Mapping } from '../readers/annotated/mapping.ts';
import { readFiles, type MappedFile } from '../readers/read-files.ts';
import { UnreadableFileError } from '../readers/unreadable-file.ts';
import { answersInWords } from './answers-in-words.ts';
import { isIn } from './part-of-file.ts';
import { named } from './reading.ts';

/** How a file of people's answers stands to an earlier one of another name. */
export interface AlikeAnswers {
  /** Answers of the added file that the earlier one has too, for the same text by the same rater. */
  readonly same: number;
  /** Answers for the same text by the same rater that are other ones. */
  readonly differ: number;
  /** Answers of the added file for texts, or by raters, that the earlier one does not have. */
  readonly fresh: number;
  /** Answers of the earlier file for which the added one has none. */
  readonly gone: number;
  /** Whether both name their raters; where not, the answers to one text were compared whoever gave them. */
  readonly byRater: boolean;
}

/** An added file most of whose answers an earlier file may have been about. */
export interface AlikeFile extends AlikeAnswers {
  readonly file: string;
  readonly earlier: string;
}

/**
 * Finds the added files of people's answers that may be corrected forms of earlier ones, whatever they are called: most of their answers
 * are for the same texts by the same raters or, where raters are not named, for the same texts.
 * @param before the project as it is, read from `files`
 * @param whole read from those and the added ones
 * @param mappings how each file was read
 * @param leaveOut names of files in archives that are not read
 */
export async function alikeFiles(
  before: Dataset,
  whole: Dataset,
  files: readonly File[],
  added: readonly File[],
  { mappings, leaveOut }: { mappings: readonly MappedFile[]; leaveOut: readonly string[] },
): Promise<AlikeFile[]> {
  const isPeople = ({ name }: File) =>
    whole.sources.some((source) => source.kind === 'people' && isIn(source.name, name));
  const earlier = files.filter(isPeople);
  const byRater = earlier.filter((file) => mappings.some((one) => isNamedFor(one, file))).length > 1;
  const alone = (file: File) => {
    const own = mappings.filter((one) => isIn(one.file, file.name)).map(({ mapping }) => mapping);
    return readAlone(file, byRater ? own : own.map(withoutRaterName), leaveOut);
  };
  const found: AlikeFile[] = [];
  for (const file of added.filter(isPeople)) {
    const own = await alone(file);
    // Files are read once more only where the project's answers as a whole are about the same.
    if (own === null || !isMostly(compareAnswers(before, own))) continue;
    let best: AlikeFile | null = null;
    for (const other of earlier) {
      const then = earlier.length === 1 ? before : await alone(other);
      const alike = then && compareAnswers(then, own);
      if (!alike || !isMostly(alike)) continue;
      if (best === null || shared(alike) > shared(best))
        best = { ...alike, file: file.name, earlier: other.name };
    }
    if (best !== null && !found.some((one) => one.earlier === best.earlier)) found.push(best);
  }
  return found;
}

/** Whether a file's name is taken for its rater's. */
function isNamedFor({ file, mapping }: MappedFile, { name }: File): boolean {
  return isIn(file, name) && mapping.raterName !== undefined;
}

/** Two files that name no raters are named for one each as soon as they are read together; that tells nothing of whose they are. */
function withoutRaterName({ raterName: _, ...mapping }: Mapping): Mapping {
  return mapping;
}

async function readAlone(
  file: File,
  mappings: readonly Mapping[],
  leaveOut: readonly string[],
): Promise<Dataset | null> {
  try {
    return (await readFiles(named([file]), { mappings, leaveOut, peopleOnly: true })).dataset;
  } catch (error) {
    // What can be read beside others alone is no other form of any.
    if (error instanceof UnreadableFileError) return null;
    throw error;
  }
}

/** Compares people's answers of two readings, question by question, to texts with the same id that are the same. */
export function compareAnswers(then: Dataset, now: Dataset): AlikeAnswers {
  const sum = { same: 0, differ: 0, fresh: 0, gone: 0, byRater: true };
  const met = new Set<AnnotatedQuestion>();
  const places = new Map(then.ids.map((id, item) => [id, item]));
  for (const asked of now.questions) {
    const earlier = earlierQuestion(then, now, asked);
    if (earlier) met.add(earlier);
    const byRater = asked.votes.raterIds !== null && earlier?.votes.raterIds !== null;
    sum.byRater &&= byRater;
    const known = new Set<number>();
    for (const [item, id] of now.ids.entries()) {
      const answers = answersOf(asked, item, byRater);
      const place = places.get(id);
      const isKnown = place !== undefined && earlier && isSameText(then, place, now, item);
      const others = isKnown ? answersOf(earlier, place, byRater) : [];
      if (isKnown) known.add(place);
      count(sum, others, answers);
    }
    if (earlier)
      for (const item of then.ids.keys())
        if (!known.has(item)) sum.gone += answersOf(earlier, item, byRater).length;
  }
  for (const one of then.questions) if (!met.has(one)) sum.gone += one.votes.labelStart.length - 1;
  return sum;
}

/** The question of the same id; of one question each, those. */
function earlierQuestion(then: Dataset, now: Dataset, { question }: AnnotatedQuestion) {
  const own = then.questions.find((one) => one.question.id === question.id);
  return own ?? (then.questions.length === 1 && now.questions.length === 1 ? then.questions[0] : undefined);
}

function isSameText(then: Dataset, place: number, now: Dataset, item: number): boolean {
  if (then.withoutText?.[place] || now.withoutText?.[item]) return true;
  return then.texts[place] === now.texts[item];
}

type Said = readonly [rater: string, answer: string];

/** What was said of an item; all raters are one where they are not compared. */
function answersOf(asked: AnnotatedQuestion, item: number, byRater: boolean): Said[] {
  const { voteStart, raters, raterIds } = asked.votes;
  return answersInWords(asked, item).map((answer, at) => [
    byRater ? raterIds![raters![voteStart[item] + at]] : '',
    answer,
  ]);
}

function count(
  sum: { same: number; differ: number; fresh: number; gone: number },
  then: readonly Said[],
  now: readonly Said[],
): void {
  const raters = new Set([...then, ...now].map(([rater]) => rater));
  for (const rater of raters) {
    const left = then.filter((one) => one[0] === rater).map(([, answer]) => answer);
    const before = left.length;
    const own = now.filter((one) => one[0] === rater);
    for (const [, answer] of own) {
      const at = left.indexOf(answer);
      if (at >= 0) left.splice(at, 1);
    }
    const same = before - left.length;
    const both = Math.min(before, own.length);
    sum.same += same;
    sum.differ += both - same;
    sum.fresh += own.length - both;
    sum.gone += before - both;
  }
}

function shared({ same, differ }: AlikeAnswers): number {
  return same + differ;
}

function isMostly(alike: AlikeAnswers): boolean {
  return shared(alike) > alike.fresh;
}
