import { proxy } from 'comlink';
import type { AnnotationProgress } from '../../../src/annotators/annotate.ts';
import { OutputChunkBuilder, textHashes, type OutputChunk } from '../../../src/annotators/output-chunk.ts';
import { loadPredictions } from '../../../src/annotators/stored-predictions.ts';
import type { Annotator } from '../../../src/judgments/annotator.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { loadTextHash } from '../../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../../src/judgments/votes.ts';
import { startWorker } from '../../../src/pages/background/start-worker.ts';
import { Database } from '../../../src/store/database.ts';
import { askForPersistence } from '../../../src/store/persistence.ts';
import { UPGRADES } from '../../../src/store/schema.ts';
import { openStore } from '../../../src/store/store.ts';
import { keepProject } from '../../../src/store/whole-projects.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import annotatorUrl from '../../../workers/annotator.ts?worker&url';

/** A data set of the given texts, each judged by two raters, one of whom abstained from the first. */
function dataset(name: string, texts: readonly string[]): Dataset {
  const votes = new VotesBuilder();
  for (const item of texts.keys()) {
    votes.add(item, 'rater 1', [item % 3]);
    votes.add(item, 'rater 2', item === 0 ? [] : [0, 2]);
  }
  return {
    name,
    ids: texts.map((_, item) => `item-${item}`),
    texts,
    questions: [
      {
        question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear', 'anger'] },
        votes: votes.build(texts.length),
        origin: 'raters',
      },
    ],
    sources: [
      {
        kind: 'people',
        mappable: true,
        name: 'made.csv',
        bytes: 12,
        sha256: '0'.repeat(64),
        layout: 'made by a test',
        rowsRead: texts.length + 1,
        skipped: [{ line: 3, reason: 'The column text is empty.', content: ',,' }],
      },
    ],
  };
}

function annotator(revision: string): Annotator {
  return {
    model: 'made by a test',
    revision,
    dtype: 'fp32',
    method: { name: 'softmax' },
    questions: [
      { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear', 'anger', 'grief'] },
    ],
  };
}

/** A chunk whose rows say which text they are for: text t of `texts` gets the number at its end / 4096. */
async function chunk(texts: readonly string[]): Promise<OutputChunk> {
  const hash = await loadTextHash();
  const builder = new OutputChunkBuilder(annotator(''));
  for (const text of texts) {
    const p = Number(/\d+$/.exec(text)) / 4096;
    builder.add(hash(text), text.startsWith('long'), [Float64Array.of(p, 1 - p, 0, 0)], 0);
  }
  return builder.take();
}

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

let worker: ReturnType<typeof startWorker<AnnotatorWorker>> | undefined;

const tools = {
  openStore,
  keepProject,
  Database,
  UPGRADES,
  askForPersistence,
  loadPredictions,
  textHashes,
  dataset,
  annotator,
  chunk,

  /** Runs the embedded model over a project, in a worker as the page starts it; `seen` gets every progress. */
  async annotate(
    project: number,
    options: { threads?: number; seen?: (progress: AnnotationProgress) => void } = {},
  ): Promise<AnnotationProgress> {
    worker ??= startWorker<AnnotatorWorker>(annotatorUrl, 'annotating');
    const { threads = 1, seen = () => undefined } = options;
    const choice = { project, model: 'dissensus/roberta-emotion', baseUrl, threads };
    return await worker.call((remote) => remote.annotate(choice, proxy(seen)));
  },

  async annotateTexts(texts: readonly string[]) {
    worker ??= startWorker<AnnotatorWorker>(annotatorUrl, 'annotating');
    const choice = { model: 'dissensus/roberta-emotion', baseUrl };
    return await worker.call((remote) => remote.annotateTexts(choice, texts));
  },

  async cancel(): Promise<void> {
    await worker?.call((remote) => remote.cancel());
  },

  endWorker(): void {
    worker?.end();
    worker = undefined;
  },
};

declare global {
  var tools: StoreTools;
}
export type StoreTools = typeof tools;

globalThis.tools = tools;
