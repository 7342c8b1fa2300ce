import { loadTextHash } from '../judgments/text-hash.ts';
import type { Annotator } from '../judgments/annotator.ts';
import { rowWidth } from '../files/answer-sets.ts';
import { cutBatches } from './batches.ts';
import { fromHalf } from '../files/half-precision.ts';
import { detailsOf } from './error-details.ts';
import { OutputChunkBuilder, textHashes } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';
import { UnusableOutputError } from './text-annotator.ts';
import type { TextAnnotator } from './text-annotator.ts';
import type { EncodedText } from './text-encoder.ts';
import { answerOutcome, answersPerText, type AnswerOutcome } from './worded-answers.ts';

/** Outputs are kept at least this often: a run that is killed loses no more. */
const KEEP_EVERY_BATCHES = 8;
const KEEP_EVERY_MILLISECONDS = 1000;

/** Texts turned into tokens at a time, between two looks at the clock; enough to sort them by length and fill batches. */
const WINDOW_TEXTS = 512;

/** How far an annotation is. Texts are counted once however many items have them. */
export interface AnnotationProgress {
  readonly state: 'waiting for another tab' | 'annotating' | 'finished' | 'cancelled';
  readonly total: number;
  /** Texts whose output is in the store. */
  readonly done: number;
  /** How many of them were there before this run. */
  readonly fromStore: number;
  /** How many of them lost their end because the model cannot read that much. */
  readonly truncated: number;
  /** Answers in words that gave no label, of all texts done; 0 where a model is scored. */
  readonly failed: number;
  /** Texts whose stated percentages did not sum to 100 and were divided by their sum. */
  readonly renormalised: number;
  /** Since this run began; `null` until something is measured. */
  readonly textsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** A text could not be annotated; outputs finished before it are kept. */
export class AnnotationError extends Error {
  override readonly name = 'AnnotationError';
}

/**
 * Annotates texts and keeps the outputs, leaving out texts whose output the store has already: a run that was cut off
 * goes on where it stopped, and the same texts again cost nothing.
 *
 * @param signal stops after the batches at work; what is finished is kept and the state is `cancelled`
 * @throws {AnnotationError} naming the row of the text, counted from 1 as in `texts`
 */
export async function annotate(
  annotator: TextAnnotator,
  texts: readonly string[],
  store: OutputStore,
  run: { project: number; onProgress?: (progress: AnnotationProgress) => void; signal?: AbortSignal },
): Promise<AnnotationProgress> {
  const { missing, total, before } = await textsToAnnotate(annotator, texts, store);
  const fromStore = total - missing.length;
  const chunk = new OutputChunkBuilder(annotator.annotator);
  const began = performance.now();
  let done = fromStore;
  let { truncated, failed, renormalised } = before;
  let charactersDone = 0;
  let charactersLeft = missing.reduce((sum, { text }) => sum + text.length, 0);
  let kept = began;
  let batchesSinceKept = 0;
  const atWork: BatchAtWork[] = [];
  const { batchesAtOnce = 1 } = annotator;

  function report(state: AnnotationProgress['state']): AnnotationProgress {
    const seconds = (performance.now() - began) / 1000;
    const measured = done > fromStore && seconds > 0;
    const progress = {
      state,
      total,
      done,
      fromStore,
      truncated,
      failed,
      renormalised,
      textsPerSecond: measured ? (done - fromStore) / seconds : null,
      // Long texts come first, so the time left goes by characters rather than by texts.
      secondsLeft: measured ? (seconds * charactersLeft) / Math.max(charactersDone, 1) : null,
    };
    run.onProgress?.(progress);
    return progress;
  }

  async function keep(): Promise<void> {
    const size = chunk.size;
    await store.append(annotator.annotator, chunk.take(), { project: run.project, total, done: done + size });
    done += size;
    kept = performance.now();
    batchesSinceKept = 0;
  }

  /** Waits for the batch that has been at work for longest. */
  async function finishOne(): Promise<void> {
    const { texts, encoded, answers: answering } = atWork.shift()!;
    const answers = await answering;
    for (const [place, { hash, text }] of texts.entries()) {
      chunk.add(hash, encoded[place].truncated, answers, place);
      if (encoded[place].truncated) truncated++;
      const outcome = outcomeOf(annotator.annotator, answers, place);
      failed += outcome.failed;
      if (outcome.renormalised) renormalised++;
      charactersDone += text.length;
      charactersLeft -= text.length;
    }
    batchesSinceKept++;
    const due = performance.now() - kept >= KEEP_EVERY_MILLISECONDS;
    if (due || batchesSinceKept === KEEP_EVERY_BATCHES) {
      await keep();
      report('annotating');
    }
  }

  /** Waits for the batches at work, and keeps what is not kept. */
  async function finishAll(): Promise<void> {
    while (atWork.length > 0) await finishOne();
    await keep();
  }

  report('annotating');
  try {
    for (let start = 0; start < missing.length; start += WINDOW_TEXTS) {
      const window = missing.slice(start, start + WINDOW_TEXTS);
      const encoded = window.map((text) => encode(annotator, text));
      const lengths = encoded.map(({ tokens }) => tokens.length);
      for (const batch of cutBatches(lengths, annotator.batchTokens)) {
        await nextTask();
        if (run.signal?.aborted) {
          await finishAll();
          return report('cancelled');
        }
        atWork.push(
          startBatch(
            annotator,
            batch.map((index) => window[index]),
            batch.map((index) => encoded[index]),
          ),
        );
        if (atWork.length >= batchesAtOnce) await finishOne();
      }
    }
    await finishAll();
  } catch (error) {
    if (error instanceof AnnotationError) await keep();
    throw error;
  }
  return report('finished');
}

interface BatchAtWork {
  readonly texts: readonly UniqueText[];
  readonly encoded: readonly EncodedText[];
  readonly answers: Promise<Float64Array[]>;
}

function startBatch(
  annotator: TextAnnotator,
  texts: readonly UniqueText[],
  encoded: readonly EncodedText[],
): BatchAtWork {
  const answers = answer(annotator, texts, encoded);
  // It may fail before its turn comes, or after another's failure has ended the run.
  answers.catch(() => undefined);
  return { texts, encoded, answers };
}

interface UniqueText {
  readonly text: string;
  readonly hash: string;
  /** First row that has it, from 1. */
  readonly row: number;
}

/** The distinct texts that have no output yet, longest first, how many there are with those that have, and what became of these. */
async function textsToAnnotate(
  { annotator }: TextAnnotator,
  texts: readonly string[],
  store: OutputStore,
): Promise<{
  missing: UniqueText[];
  total: number;
  before: { truncated: number; failed: number; renormalised: number };
}> {
  const hash = await loadTextHash();
  const unique = new Map<string, UniqueText>();
  for (const [index, text] of texts.entries()) {
    const key = hash(text);
    if (!unique.has(key)) unique.set(key, { text, hash: key, row: index + 1 });
  }
  const total = unique.size;
  const before = { truncated: 0, failed: 0, renormalised: 0 };
  for await (const chunk of store.chunks(annotator)) {
    const answers = chunk.rows.map((halves) => {
      const values = new Float32Array(halves.length);
      fromHalf(halves, values, 0);
      return values;
    });
    for (const [row, key] of textHashes(chunk).entries()) {
      if (!unique.delete(key)) continue;
      const outcome = outcomeOf(annotator, answers, row);
      before.truncated += chunk.truncated[row];
      before.failed += outcome.failed;
      if (outcome.renormalised) before.renormalised++;
    }
  }
  const missing = [...unique.values()].sort((a, b) => b.text.length - a.text.length);
  return { missing, total, before };
}

/** Of a model that answers in words, which is asked one question. */
function outcomeOf(
  annotator: Annotator,
  answers: readonly (Float32Array | Float64Array)[],
  place: number,
): AnswerOutcome {
  const asked = answersPerText(annotator);
  if (asked === null) return { failed: 0, renormalised: false };
  const width = rowWidth(annotator, annotator.questions[0]);
  return answerOutcome(annotator, asked, answers[0].subarray(place * width, (place + 1) * width));
}

function encode(annotator: TextAnnotator, text: UniqueText): EncodedText {
  try {
    return annotator.encode(text.text);
  } catch (cause) {
    throw new AnnotationError(
      `${naming(text)} could not be turned into tokens: the model’s tokenizer failed on it.${detailsOf(cause)}`,
      { cause },
    );
  }
}

async function answer(
  annotator: TextAnnotator,
  texts: readonly UniqueText[],
  encoded: readonly EncodedText[],
): Promise<Float64Array[]> {
  try {
    return await annotator.answer(encoded);
  } catch (cause) {
    if (cause instanceof UnusableOutputError)
      throw new AnnotationError(`${naming(texts[cause.place])} has no usable output: ${cause.message}`, {
        cause,
      });
    const others = texts.length > 1 ? ` or one of the ${texts.length - 1} annotated with it` : '';
    throw new AnnotationError(
      `${naming(texts[0])}${others} could not be annotated: the model failed on it.${detailsOf(cause)}`,
      { cause },
    );
  }
}

function naming({ text, row }: UniqueText): string {
  const start = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `The text in row ${row} (“${start}”)`;
}

/** Lets messages, such as a wish to cancel, through: awaiting WebAssembly alone never does. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
