import { readFile } from 'node:fs/promises';
import { distributions } from '../../src/annotators/distributions.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import type { Score } from './bars.ts';

/** Everyday sentences by somebody who had seen none of the training sentences, each with the labels that a person accepts. */
const SENTENCES = new URL('../../test/fixtures/everyday-sentences.json', import.meta.url);

/** The share of everyday sentences whose top label is acceptable. */
export async function everydayScore(annotator: TextAnnotator, bar: number | undefined): Promise<Score> {
  const sentences = JSON.parse(await readFile(SENTENCES, 'utf8')) as { text: string; accept: string[] }[];
  const place = annotator.annotator.questions.findIndex(({ id }) => id === 'emotion');
  const { labels } = annotator.annotator.questions[place];
  const { distributions: rows } = await distributions(
    annotator,
    sentences.map(({ text }) => text),
  );
  const acceptable = sentences.filter(({ accept }, at) => {
    const q = rows[place].subarray(at * labels.length, (at + 1) * labels.length);
    return accept.includes(labels[q.indexOf(Math.max(...q))]);
  });
  return {
    name: `Everyday sentences, top label acceptable (${sentences.length})`,
    value: acceptable.length / sentences.length,
    bar,
  };
}
