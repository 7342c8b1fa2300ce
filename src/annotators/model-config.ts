import type { Method } from '../judgments/annotator.ts';
import type { Question } from '../judgments/question.ts';
import { ModelFileError } from './model-files.ts';

/** What a classifier answers and how, from the `config.json` of its folder. */
export interface ModelConfig {
  readonly heads: readonly Head[];
  readonly method: Method;
  /** The most tokens that the model has positions for; `null` where the config does not say. */
  readonly positions: number | null;
  /** Token that fills a short row of a batch; masked, so it carries no meaning. */
  readonly padToken: number;
}

/** One output of the model and the question whose labels are its columns. */
export interface Head {
  readonly output: string;
  readonly question: Question;
  /** The kind of text that the head learnt from, where one model has heads for several. */
  readonly domain?: string;
}

/**
 * Reads a `config.json` in the Hugging Face layout. With a key `dissensus: { heads }` each head is a question of its own;
 * without one the model is any classifier of the hub, with `id2label` as one categorical question on the output `logits`.
 * `problem_type: multi_label_classification` means one sigmoid per label, otherwise a softmax over the labels.
 *
 * @param domain takes the heads of this domain alone
 */
export function readModelConfig(config: Record<string, unknown>, domain?: string): ModelConfig {
  const sigmoids = config.problem_type === 'multi_label_classification';
  const own = config.dissensus as { heads?: unknown } | undefined;
  const every = own === undefined ? [stockHead(config)] : ownHeads(own.heads);
  const heads = domain === undefined ? every : every.filter((head) => head.domain === domain);
  if (heads.length === 0) throw new ModelFileError(`config.json has no head for the domain “${domain}”.`);
  const ordinal = heads.find(({ question }) => question.kind === 'ordinal');
  if (sigmoids && ordinal)
    throw new ModelFileError(
      `config.json: the ordinal question “${ordinal.question.id}” cannot be answered with one sigmoid per label (problem_type multi_label_classification).`,
    );
  return {
    heads,
    method: { name: sigmoids ? 'normalised sigmoids' : 'softmax' },
    positions: positions(config),
    padToken: typeof config.pad_token_id === 'number' ? config.pad_token_id : 0,
  };
}

function stockHead({ id2label }: Record<string, unknown>): Head {
  const entries = Object.entries((id2label ?? {}) as Record<string, unknown>);
  const labels: string[] = [];
  for (const [index, label] of entries) labels[Number(index)] = String(label);
  if (labels.length !== entries.length || labels.length < 2 || new Set(labels).size < labels.length)
    throw new ModelFileError(
      'config.json: id2label must name each label once, numbered from 0, and have at least two; this model is not a classifier that can be used here.',
    );
  return { output: 'logits', question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels } };
}

function ownHeads(heads: unknown): Head[] {
  const wellFormed =
    Array.isArray(heads) &&
    heads.length > 0 &&
    heads.every((head: Partial<Head>) => {
      const { question } = head;
      return (
        typeof head.output === 'string' &&
        typeof question?.id === 'string' &&
        question.labels.length >= 2 &&
        (question.kind === 'categorical' ||
          (question.kind === 'ordinal' && question.points.length === question.labels.length))
      );
    });
  if (!wellFormed)
    throw new ModelFileError(
      'config.json: dissensus.heads must be a list of {"output", "question"}, each question with an id, a kind and at least two labels.',
    );
  return heads as Head[];
}

/** RoBERTa counts positions from the padding token's number + 1, so its table is that much longer than its texts may be. */
function positions(config: Record<string, unknown>): number | null {
  const { max_position_embeddings: size, model_type: type, pad_token_id: pad } = config;
  if (typeof size !== 'number') return null;
  const offset = typeof type === 'string' && type.includes('roberta') ? ((pad as number | null) ?? 1) + 1 : 0;
  return size - offset;
}
