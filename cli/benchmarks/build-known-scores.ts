/**
 * Writes the paper's scores of lexical transparency for the benchmarks that ship, which ship without texts. Two steps, with the vectors made between them:
 *
 *     npx tsx cli/benchmarks/build-known-scores.ts --data ../shared/data --list texts.jsonl
 *     python training/sentence_vectors.py texts.jsonl vectors.parquet
 *     npx tsx cli/benchmarks/build-known-scores.ts --data ../shared/data --vectors vectors.parquet
 */
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { idsHash, type KnownScore } from '../../src/analysis/paper/known-scores.ts';
import { lexicalScores, type LabelTexts } from '../../src/analysis/paper/lexical-transparency.ts';
import { SHIPPED_LEXICON } from '../../src/analysis/paper/shipped-lexicon.ts';
import { benchmarkLabelTexts } from './label-texts.ts';
import { readEmbeddings } from '../../src/readers/paper/embeddings-file.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, list: { type: 'string' }, vectors: { type: 'string' } },
});
const labels = await benchmarkLabelTexts(values.data ?? '../shared/data');

if (values.list) {
  const wanted = new Set(labels.flatMap(({ label, texts }) => [label, ...texts.map((text) => text!)]));
  await writeFile(values.list, [...wanted].map((text) => `${JSON.stringify({ text })}\n`).join(''));
  console.log(`${values.list}: ${wanted.size} texts and labels`);
} else if (values.vectors) {
  const file = { name: basename(values.vectors), blob: await openAsBlob(values.vectors) };
  const embeddings = await readEmbeddings(file);
  const scores = labels.map((one) => known(one, lexicalScores([one], SHIPPED_LEXICON, embeddings)[0]));
  const path = resolve(import.meta.dirname, '../../src/analysis/paper/known-scores.json');
  const content = JSON.stringify(scores.filter((one) => one !== null));
  await writeFile(path, await format(content, { ...(await resolveConfig(path)), filepath: path }));
  console.log(`${path}: ${scores.length} scores`);
} else throw new Error('It needs --list FILE or --vectors FILE.');

/** A score in as many digits as a float32 model has. */
function known(
  { label, ids }: LabelTexts,
  { embedding, lexicon }: { embedding: number | null; lexicon: number | null },
): KnownScore | null {
  if (embedding === null || lexicon === null) return null;
  return { label, ids: idsHash(ids), embedding: Number(embedding.toFixed(6)), lexicon };
}
