import { hasColumns, type UnusableSchema } from './schema.ts';

/** Files that are taken for people's answers and hold none of single people. */
export const UNUSABLE: readonly UnusableSchema[] = [
  {
    name: 'Civil Comments with shares of annotators',
    recognise: (head) => hasColumns(head, ['target', 'comment_text', 'severe_toxicity', 'obscene']),
    problem:
      'It says which share of annotators called a comment toxic, and not what each of them said. ' +
      'Open toxicity_individual_annotations.csv together with a file of the texts instead.',
  },
  {
    name: 'WebAnno TSV (also written by INCEpTION)',
    recognise: (head) => head.format === 'delimited' && /^#FORMAT=WebAnno TSV/.test(head.lines[0] ?? ''),
    problem:
      'It annotates words and spans of one document by one annotator, and no whole sentence. ' +
      'Open a document whose sentences are annotated as wholes, or a table with a row for each text, annotator and label.',
  },
  {
    name: 'a lexicon of words with mean ratings',
    recognise: ({ columns, format }) =>
      format === 'delimited' &&
      columns.length <= 5 &&
      columns.some((name) => /^(term|word)$/i.test(name.trim())) &&
      ['valence', 'arousal'].every((name) => columns.some((one) => one.trim().toLowerCase() === name)),
    problem: 'It holds means over raters, and not what each of them said.',
  },
  {
    name: 'EmoBank with means over raters',
    recognise: ({ columns }) => ['V', 'A', 'D', 'stdV', 'N'].every((name) => columns.includes(name)),
    problem:
      'It holds means over raters, and not what each of them said. Open individual_reader_ratings.csv or individual_writer_ratings.csv with the texts instead.',
  },
  {
    name: 'a table of results that Dissensus wrote',
    // Every distribution of that table has its top label before it, and no other program names columns so.
    recognise: ({ columns }) =>
      columns[0] === 'id' &&
      columns.some(
        (name, place) =>
          name.endsWith(': top label') &&
          columns[place + 1]?.startsWith(name.slice(0, -'top label'.length)) === true,
      ),
    problem:
      'It holds shares and distributions for other programs, and neither what each person said nor how a model was asked. ' +
      'Open the file that people’s answers came in, and the annotations that are downloaded “for Dissensus”.',
  },
];
