import type { AnnotatedQuestion } from '../judgments/dataset.ts';
import type { OrdinalQuestion } from '../judgments/question.ts';
import { VotesBuilder } from '../judgments/votes.ts';
import { requireItems, sourceRecord, type DatasetFamily, type RecognisedFile } from './dataset-family.ts';
import { readRatings, readTexts, type Perspective, type Rating } from './emobank-files.ts';
import { ItemList } from './item-list.ts';
import { UnreadableFileError } from './unreadable-file.ts';

const WHERE = 'github.com/JULIELab/EmoBank, folder corpus';
const DIMENSIONS = ['valence', 'arousal', 'dominance'] as const;
/** Upstream leaves out a sentence with fewer valid ratings than this in one of the perspectives. */
const FEWEST_VALID_RATINGS = 2;

const TEXTS_LAYOUT = 'EmoBank texts';
const RATINGS_LAYOUT = 'EmoBank ratings (one row per rater)';

/** One of EmoBank's six questions: a scale of 1 to 5 for each dimension from each perspective. */
export function emoBankQuestion(
  dimension: (typeof DIMENSIONS)[number],
  perspective: Perspective,
): OrdinalQuestion {
  return {
    kind: 'ordinal',
    id: `${dimension}-${perspective}`,
    name: dimension,
    labels: ['1', '2', '3', '4', '5'],
    points: [1, 2, 3, 4, 5],
    group: `EmoBank ${perspective}`,
    perspective,
  };
}

/** EmoBank (Buechel and Hahn 2017): the texts of emobank.csv with the ratings of one or both perspectives, joined by id. */
export const emoBank: DatasetFamily = {
  lookedFor:
    'EmoBank (emobank.csv with columns id, V, A, D, text; individual_reader_ratings.csv and individual_writer_ratings.csv with columns id, V, A, D)',

  recognise({ columns }) {
    if (!['id', 'V', 'A', 'D'].every((name) => columns.includes(name))) return null;
    if (columns.includes('text')) return TEXTS_LAYOUT;
    return columns.length === 4 ? RATINGS_LAYOUT : null;
  },

  async read(files) {
    const textFile = the(files, TEXTS_LAYOUT, 'emobank.csv');
    const ratingFiles = files.filter((file) => file.layout === RATINGS_LAYOUT);
    if (!textFile) throw missing(ratingFiles[0], 'its texts are in emobank.csv');
    if (ratingFiles.length === 0)
      throw missing(
        textFile,
        'its ratings are in individual_reader_ratings.csv and individual_writer_ratings.csv',
      );
    const sides = ratingFiles.map((file) => ({ file, perspective: perspectiveOf(file) }));
    if (new Set(sides.map(({ perspective }) => perspective)).size < sides.length)
      throw new UnreadableFileError(
        sides[1].file.open.head.file.name,
        `There are two files of ${sides[1].perspective} ratings; open one of each perspective.`,
      );

    const textRecord = sourceRecord(textFile);
    const texts = await readTexts(textFile, textRecord);
    const ratings = [];
    for (const { file, perspective } of sides) {
      const record = sourceRecord(file);
      ratings.push({ file, perspective, record, byId: await readRatings(file, record) });
    }

    const items = new ItemList();
    const leftOut = new Map<string, string>();
    for (const [id, { text, row }] of texts) {
      const few = ratings.find(({ byId }) => validRatings(byId.get(id)) < FEWEST_VALID_RATINGS);
      if (!few) items.add(id, text);
      else {
        const count = validRatings(few.byId.get(id));
        leftOut.set(
          id,
          `The text "${id}" has too few valid ${few.perspective} ratings (${count}; ${FEWEST_VALID_RATINGS} are needed).`,
        );
        textRecord.skip(row, leftOut.get(id)!);
      }
    }
    const questions: AnnotatedQuestion[] = [];
    for (const { perspective, record, byId } of ratings) {
      const votes = DIMENSIONS.map(() => new VotesBuilder());
      for (const [id, rows] of byId) {
        const item = items.place(id);
        for (const { row, points } of rows) {
          if (item < 0) record.skip(row, leftOut.get(id) ?? `No text in emobank.csv has the id "${id}".`);
          else
            for (const [dimension, builder] of votes.entries())
              builder.add(item, null, points ? [points[dimension] - 1] : []);
        }
      }
      for (const [dimension, builder] of votes.entries())
        questions.push({
          question: emoBankQuestion(DIMENSIONS[dimension], perspective),
          votes: builder.build(items.ids.length),
          origin: 'raters',
        });
    }
    const records = [textRecord, ...ratings.map(({ record }) => record)];
    requireItems(items.ids.length, records);
    const opened = [textFile, ...ratings.map(({ file }) => file)];
    return {
      name: 'EmoBank',
      ids: items.ids,
      texts: items.texts,
      questions,
      sources: records.map((record, index) => ({
        ...record.finish(opened[index].open.sha256()),
        kind: 'people' as const,
        mappable: false,
      })),
    };
  },
};

function validRatings(ratings: readonly Rating[] = []): number {
  return ratings.filter(({ points }) => points !== null).length;
}

function the(files: readonly RecognisedFile[], layout: string, what: string): RecognisedFile | undefined {
  const found = files.filter((file) => file.layout === layout);
  if (found.length > 1)
    throw new UnreadableFileError(
      found[1].open.head.file.name,
      `There are two files like ${what}; open one.`,
    );
  return found[0];
}

/** The columns of the two files of ratings are the same, so only the file's name can tell them apart. */
function perspectiveOf({ open }: RecognisedFile): Perspective {
  const { name } = open.head.file;
  const sides = (['reader', 'writer'] as const).filter((side) => name.toLowerCase().includes(side));
  if (sides.length === 1) return sides[0];
  throw new UnreadableFileError(
    name,
    'It has the columns of EmoBank ratings (id, V, A, D), and its name does not say whose they are. ' +
      'Put "reader" or "writer" into the name of the file and open it again.',
  );
}

function missing({ open, layout }: RecognisedFile, what: string): UnreadableFileError {
  return new UnreadableFileError(
    open.head.file.name,
    `This is a part of EmoBank (${layout}); ${what} (${WHERE}). Open the files together.`,
  );
}
