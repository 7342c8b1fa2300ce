import { emotions, file, label, RATERS, rating, table, TEXTS, votes, type Variant } from './people.ts';

/** Rows with several answers in numbered columns. */
const starts = [0, 2, 4, 6];
/** The two of four raters who judge a text. */
const two = (i: number) => [i % 4, (i + 1) % 4];
const asked = (i: number, r: number) => two(i).includes(r);

export const NUMBERED_VARIANTS: readonly Variant[] = [
  {
    name: 'Mechanical Turk: two texts in a HIT, one assignment rejected',
    files: [
      file(
        'Batch_3_batch_results.csv',
        table([
          [
            'HITId',
            'AssignmentId',
            'WorkerId',
            'AssignmentStatus',
            'Input.text1',
            'Input.text2',
            'Answer.emotion1',
            'Answer.emotion2',
          ],
          ...starts.flatMap((i) =>
            RATERS.map((name, r) => [
              `h${i}`,
              `a${i}${r}`,
              name,
              'Approved',
              TEXTS[i],
              TEXTS[i + 1],
              label(i, r),
              label(i + 1, r),
            ]),
          ),
          ['h0', 'a9', 'zoe', 'Rejected', TEXTS[0], TEXTS[1], 'sad', 'sad'],
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'a worker’s texts and labels side by side',
    files: [
      file(
        'a.csv',
        table([
          ['worker', 'text_1', 'label_1', 'text_2', 'label_2'],
          ...starts.flatMap((i) =>
            RATERS.map((name, r) => [name, TEXTS[i], label(i, r), TEXTS[i + 1], label(i + 1, r)]),
          ),
        ]),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'each worker beside the answer',
    files: [
      file(
        'a.csv',
        table([
          ['id', 'text', 'worker_1', 'answer_1', 'worker_2', 'answer_2'],
          ...TEXTS.map((text, i) => [i, text, ...two(i).flatMap((r) => [RATERS[r], label(i, r)])]),
        ]),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes((i, r) => (asked(i, r) ? label(i, r) : null)) }],
  },
  {
    name: 'ids of annotators beside their labels and ratings',
    files: [
      file(
        'a.csv',
        table([
          [
            'id',
            'text',
            'annotator1_id',
            'annotator1_label',
            'annotator1_rating',
            'annotator2_id',
            'annotator2_label',
            'annotator2_rating',
          ],
          ...TEXTS.map((text, i) => [
            i,
            text,
            ...two(i).flatMap((r) => [RATERS[r], label(i, r), rating(i, r)]),
          ]),
        ]),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => (asked(i, r) ? label(i, r) : null)) },
      { kind: 'ordinal', votes: votes((i, r) => (asked(i, r) ? String(rating(i, r)) : null)) },
    ],
  },
  {
    name: 'Stanford politeness: scores up to 25, and the ids of the workers who gave them',
    files: [
      file(
        'wikipedia.annotated.csv',
        table([
          [
            'Community',
            'Id',
            'Request',
            'Score1',
            'Score2',
            'Score3',
            'Score4',
            'TurkId1',
            'TurkId2',
            'TurkId3',
            'TurkId4',
            'Normalized Score',
          ],
          ...TEXTS.map((text, i) => [
            'Wikipedia',
            629700 + i,
            text,
            ...RATERS.map((_, r) => rating(i, (r + i) % 4) * 5),
            ...RATERS.map((_, r) => RATERS[(r + i) % 4]),
            (i - 4) / 7,
          ]),
        ]),
      ),
    ],
    questions: [{ kind: 'ordinal', votes: votes((i, r) => String(rating(i, r) * 5)) }],
  },
];
