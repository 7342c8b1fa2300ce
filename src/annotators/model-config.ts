import {
  array,
  boolean,
  check,
  integer,
  looseObject,
  minLength,
  minValue,
  nullish,
  number,
  object,
  optional,
  pipe,
  record,
  safeParse,
  string,
  union,
  type InferOutput,
} from 'valibot';
import type { Method } from '../judgments/annotator.ts';
import { COUNT, LABELLED_QUESTION } from '../judgments/judgment-schemas.ts';
import { schemaProblem } from '../judgments/schema-problem.ts';
import type { LabelledQuestion } from '../judgments/question.ts';
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
  readonly question: LabelledQuestion;
  /** The kind of text that the head learnt from, where one model has heads for several. */
  readonly domain?: string;
}

const HEAD = looseObject({
  output: string(),
  question: pipe(
    LABELLED_QUESTION,
    check(({ labels }) => labels.length >= 2, 'fewer than two labels'),
  ),
  domain: optional(string()),
});

/** Of a `config.json` what is used; whatever else stands there is for others. */
const CONFIG = looseObject({
  problem_type: nullish(string()),
  model_type: nullish(string()),
  max_position_embeddings: nullish(pipe(COUNT, minValue(1))),
  // Some have -1 for none.
  pad_token_id: nullish(pipe(number(), integer())),
  id2label: nullish(record(string(), union([string(), number(), boolean()]))),
  dissensus: optional(
    object({
      heads: pipe(
        array(HEAD),
        minLength(1),
        check(
          (heads) => new Set(heads.map(headKey)).size === heads.length,
          'two heads answer the same question about the same kind of text',
        ),
      ),
    }),
  ),
});

type Config = InferOutput<typeof CONFIG>;

/**
 * Reads a `config.json` in the Hugging Face layout. With a key `dissensus: { heads }` each head is a question of its own;
 * without one the model is any classifier of the hub, with `id2label` as one categorical question on the output `logits`.
 * `problem_type: multi_label_classification` means one sigmoid per label, otherwise a softmax over the labels.
 *
 * @param domain takes the heads of this domain alone
 * @throws {ModelFileError} where it is not as it should be
 */
export function readModelConfig(json: unknown, domain?: string): ModelConfig {
  const { success, output: config, issues } = safeParse(CONFIG, json, { abortEarly: true });
  if (!success)
    throw new ModelFileError(
      `config.json cannot be used (${schemaProblem(issues[0])}). Get the model's files again, or choose another model.`,
    );
  const sigmoids = config.problem_type === 'multi_label_classification';
  const every: readonly Head[] = config.dissensus?.heads ?? [stockHead(config)];
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
    padToken: Math.max(config.pad_token_id ?? 0, 0),
  };
}

function stockHead({ id2label }: Config): Head {
  const entries = Object.entries(id2label ?? {});
  const labels: string[] = [];
  for (const [index, label] of entries) labels[Number(index)] = String(label);
  if (labels.length !== entries.length || labels.length < 2 || new Set(labels).size < labels.length)
    throw new ModelFileError(
      'config.json: id2label must name each label once, numbered from 0, and have at least two; this model is not a classifier that can be used here.',
    );
  return { output: 'logits', question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels } };
}

function headKey({ question, domain }: Pick<Head, 'question' | 'domain'>): string {
  return JSON.stringify([question.id, domain]);
}

/** RoBERTa counts positions from the padding token's number + 1, so its table is that much longer than its texts may be. */
function positions({
  max_position_embeddings: size,
  model_type: type,
  pad_token_id: pad,
}: Config): number | null {
  if (typeof size !== 'number') return null;
  return size - (type?.includes('roberta') ? (pad ?? 1) + 1 : 0);
}
