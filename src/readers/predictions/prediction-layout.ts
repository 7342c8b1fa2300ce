import { SampledColumns } from '../annotated/sampled-columns.ts';
import { COLUMN_NAMES, foldName } from '../annotated/column-names.ts';
import type { FileHead } from '../tables/file-head.ts';
import { isTable } from '../texts.ts';

/** What a file of a model's predictions looks like, and which column means what. */
export type PredictionLayout =
  | { readonly kind: 'batch' }
  | (TableColumns & { readonly kind: 'responses'; readonly response: string })
  | (TableColumns & { readonly kind: 'probabilities'; readonly numbers: readonly string[] });

interface TableColumns {
  readonly id: string;
  readonly model: string | null;
  /** Compared with the item's text where the file has it. */
  readonly text: string | null;
}

const MODEL = ['model', 'modelid', 'modelname', 'llm'];
const RESPONSE = 'response modeloutput rawresponse llmresponse completion generation output rawoutput'.split(
  ' ',
);
/** Names that a people's file may use as well; believed only if the file is said to hold predictions. */
const ANSWER =
  'answer prediction predictedlabel predicted pred label emotion sentiment category rating'.split(' ');

/** How a layout is called in words. */
export const LAYOUT_NAMES: Record<PredictionLayout['kind'], string> = {
  batch: 'batch output (one response per line)',
  responses: 'model responses (one row per response)',
  probabilities: 'model probabilities (a column per label)',
};

/**
 * The layout of a file if its look alone says that a model made it, whatever else is opened with it: a batch's output; a
 * column of responses; or probabilities with fractions in them that sum to 1 or stand beside a column of models.
 */
export function predictionLayout(head: FileHead): PredictionLayout | null {
  const layout = likelyLayout(head, RESPONSE);
  if (layout?.kind !== 'probabilities') return layout;
  const columns = new SampledColumns(head);
  if (columns.named(COLUMN_NAMES.rater) !== null) return null;
  const probabilities = layout.numbers.filter((name) => columns.isProbability(name));
  const fractions = probabilities.some((name) => columns.filled(name).some((cell) => /[.eE]/.test(cell)));
  if (probabilities.length < 2 || !fractions) return null;
  return layout.model !== null || columns.sumToOne(probabilities) ? layout : null;
}

/**
 * The layout of a file that is said to hold predictions; `null` if it can be none. Only such a file is believed to have the
 * probability of one of two labels in a single column.
 */
export function saidLayout(head: FileHead): PredictionLayout | null {
  return likelyLayout(head, RESPONSE) ?? likelyLayout(head, ANSWER) ?? likelyLayout(head, RESPONSE, 1);
}

/** @param fewest columns of numbers that make probabilities */
function likelyLayout(head: FileHead, responses: readonly string[], fewest = 2): PredictionLayout | null {
  if (head.format === 'delimited' && !isTable(head)) return null;
  const { columns: names } = head;
  if (
    head.format === 'JSONL' &&
    names.includes('custom_id') &&
    (names.includes('response') || names.includes('error'))
  )
    return { kind: 'batch' };
  const columns = new SampledColumns(head);
  const id = columns.named(COLUMN_NAMES.id);
  if (id === null) return null;
  const model = columns.named(MODEL);
  const text = columns.named(COLUMN_NAMES.text);
  const response = columns.allNamed(responses, [id, model])[0];
  if (response !== undefined)
    return { kind: 'responses', id, model, text: text === response ? null : text, response };
  const taken = [id, model, text];
  const numbers = columns.names.filter(
    (name) => !taken.includes(name) && foldName(name) !== '' && columns.isMostlyNumeric(name),
  );
  return numbers.length < fewest ? null : { kind: 'probabilities', id, model, text, numbers };
}
