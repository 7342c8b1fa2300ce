import type { AnswersFile, CopiedFile, SkippedRow } from '../../judgments/source-file.ts';
import type { ImportedPredictions } from './model-predictions.ts';

/**
 * The files of predictions with everything in them that is not used listed among their skipped rows: answers that could not
 * be understood (the first hundred, then how many more there are) and ids that no text has.
 */
export function listedLosses({
  failures,
  unmatched,
  sources,
}: ImportedPredictions): (AnswersFile | CopiedFile)[] {
  return sources.map((source, place) => {
    const failed = failures.first
      .filter(({ file }) => file === source.name)
      .map(({ line, id, model, text, reason }): SkippedRow => ({
        line,
        reason: `${reason} (${model}, ${id})`,
        content: text,
        lost: 'answer',
      }));
    const whole: SkippedRow[] = [];
    // What is counted over all files stands with the last of them.
    if (place === sources.length - 1) {
      const more = failures.count - failures.first.length;
      if (more > 0)
        whole.push({
          line: 0,
          reason: `${more} more answers could not be understood.`,
          content: '',
          lost: 'answer',
          times: more,
        });
      for (const id of unmatched)
        whole.push({ line: 0, reason: 'No text has this id.', content: id, lost: 'id' });
    }
    return { ...source, skipped: [...source.skipped, ...failed, ...whole] };
  });
}
