import { boolean, integer, maxValue, minValue, number, object, optional, picklist, pipe } from 'valibot';
import type { Annotator } from '../../judgments/annotator.ts';
import type { ModelIdentity } from '../../annotators/classifier.ts';
import type { Asking } from '../../annotators/language-model/ask.ts';
import { MOST_SAMPLES } from '../../annotators/language-model/ask-samples.ts';
import { askedAnnotator, type AskingMethod } from '../../annotators/language-model/asked-annotator.ts';
import type { Prompt } from '../../annotators/language-model/prompt.ts';
import type { AskedFor } from '../../annotators/language-model/prompts.ts';
import { formOf, type PromptFamily } from '../../annotators/language-model/prompt-family.ts';
import { StoredPrompts } from '../../store/stored-prompts.ts';

export { promptOf } from '../../store/prompts-of.ts';
import type { Question } from '../../judgments/question.ts';
import { parseKept } from '../../files/kept-json.ts';
import { latest } from '../background/latest.ts';

/** Tokens of a sampled answer: a word or two. */
const SAMPLE_TOKENS = 12;
/** Of an answer with all labels that apply: as many as the paper lets models write. */
const ALL_TOKENS = 200;
/** Tokens of stated percentages: a line for each of 28 labels; a model that goes on with a story reads little in all. */
const STATED_TOKENS = { chat: 256, story: 32 } as const;

/** Numbers that a person sets for samples. */
export interface SamplingNumbers {
  samples: number;
  temperature: number;
  seed: number;
  /** Whether only the words of labels are drawn. */
  constrained: boolean;
  /** Whether all labels that apply are asked for, in JSON, and ratings with decimals. */
  allThatApply: boolean;
}

/** What a model is asked with, and what its engine can do. */
export interface AskedFamily {
  readonly prompts: PromptFamily;
  /** Whether answers are kept to the labels by a grammar, as llama.cpp does. */
  readonly byGrammar: boolean;
  /** Whether ONNX Runtime gives label likelihoods and free samples of a model that llama.cpp else answers for. */
  readonly inOnnxRuntime: boolean;
}

/** What a tab remembers. */
const REMEMBERED = object({
  method: picklist(['label likelihood', 'samples', 'verbalised']),
  numbers: object({
    samples: pipe(number(), integer(), minValue(1), maxValue(MOST_SAMPLES)),
    temperature: pipe(number(), minValue(0)),
    seed: pipe(number(), integer()),
    constrained: boolean(),
    allThatApply: optional(boolean(), false),
  }),
  priorRemoved: optional(boolean(), false),
});

/** A prompt in use, beside the one that it was made from. */
export interface PromptInUse {
  readonly shipped: Prompt;
  readonly prompt: Prompt;
}

/** How a language model is asked about a project's texts: remembered in this tab, so that a reload goes on with it. */
export class AskingChoice {
  method = $state<AskingMethod>('label likelihood');
  numbers = $state<SamplingNumbers>({
    samples: 20,
    temperature: 1,
    seed: 1,
    constrained: false,
    allThatApply: false,
  });
  /** One for each question; empty until {@link settle}. */
  prompts = $state.raw<readonly PromptInUse[]>([]);
  /** Whether what the model says of empty texts is taken off its label likelihoods. */
  priorRemoved = $state(false);
  readonly #latest = latest();
  /** Whether the prompts that were looked for last came to be those in use. */
  #settling: Promise<boolean> = Promise.resolve(true);
  #family: AskedFamily = $state.raw({ prompts: 'story', byGrammar: false, inOnnxRuntime: false });
  #questions: readonly Question[] = [];

  constructor(
    private readonly project: number,
    private readonly stored: Pick<StoredPrompts, 'inUse' | 'use' | 'reset'> = new StoredPrompts(),
  ) {
    const kept = parseKept(REMEMBERED, sessionStorage.getItem(this.#key));
    if (!kept) return;
    this.method = kept.method;
    this.numbers = kept.numbers;
    this.priorRemoved = kept.priorRemoved;
  }

  /** Whether the model is kept to the labels by a grammar, where a person wants it so. */
  get byGrammar(): boolean {
    return this.#family.byGrammar;
  }

  /** Whether the model can be asked for all labels that apply: it takes instructions for that. */
  get canAskForAll(): boolean {
    return formOf(this.#family.prompts) === 'chat';
  }

  /** What an answer is to give. */
  get askedFor(): AskedFor {
    if (this.method === 'verbalised') return 'percentages';
    return this.method === 'samples' && this.numbers.allThatApply && this.canAskForAll
      ? 'all that apply'
      : 'label';
  }

  /** The way of asking with its parameters. */
  get asking(): Asking {
    const { method } = this;
    if (method === 'label likelihood')
      return {
        method,
        ...(this.priorRemoved && { prior: 'removed' as const }),
        ...(this.#family.inOnnxRuntime && { engine: 'ONNX Runtime' as const }),
      };
    const { byGrammar, inOnnxRuntime, prompts } = this.#family;
    const { constrained, allThatApply: _, ...numbers } = $state.snapshot(this.numbers);
    if (method === 'verbalised')
      return {
        method,
        tokens: STATED_TOKENS[formOf(prompts)],
        ...(constrained && byGrammar && { constrained: 'grammar' as const }),
      };
    if (this.askedFor === 'all that apply')
      return {
        method,
        ...numbers,
        tokens: ALL_TOKENS,
        answers: this.askedFor,
        ...(constrained && byGrammar && { constrained: 'grammar' as const }),
      };
    return {
      method,
      ...numbers,
      tokens: SAMPLE_TOKENS,
      ...(constrained && { constrained: byGrammar ? ('grammar' as const) : ('labels' as const) }),
      ...(!constrained && inOnnxRuntime && { engine: 'ONNX Runtime' as const }),
    };
  }

  /**
   * Finds the prompts for the questions of a data set; for texts without questions those that ship. Asked again meanwhile, it
   * ends when the newest are found.
   */
  async settle(family: AskedFamily, questions: readonly Question[]): Promise<void> {
    this.#family = family;
    this.#questions = questions;
    const { askedFor } = this;
    this.#settling = this.#latest.do(
      () => this.#promptsInUse(family.prompts, questions, askedFor),
      (prompts) => (this.prompts = prompts),
    );
    while (!(await this.#settling));
  }

  async #promptsInUse(
    family: PromptFamily,
    questions: readonly Question[],
    askedFor: AskedFor,
  ): Promise<PromptInUse[]> {
    const { promptsFor } = await import('../../annotators/language-model/prompts.ts');
    const shipped = await promptsFor(family, questions, askedFor);
    return await Promise.all(
      shipped.map(async (one) => ({ shipped: one, prompt: (await this.stored.inUse(one)) ?? one })),
    );
  }

  async choose(method: AskingMethod): Promise<void> {
    this.method = method;
    await this.#changed();
  }

  /** Asks for all labels that apply in each answer, or for one. */
  async chooseAllThatApply(all: boolean): Promise<void> {
    this.numbers.allThatApply = all;
    await this.#changed();
  }

  async #changed(): Promise<void> {
    this.remember();
    await this.settle(this.#family, this.#questions);
  }

  remember(): void {
    const { method, numbers, priorRemoved } = this;
    sessionStorage.setItem(this.#key, JSON.stringify({ method, numbers, priorRemoved }));
  }

  /** Puts another version of a prompt to use; outputs of the others stay. */
  async use(prompt: Prompt): Promise<void> {
    await this.stored.use(prompt);
    await this.settle(this.#family, this.#questions);
  }

  async reset(shipped: Prompt): Promise<void> {
    await this.stored.reset(shipped);
    await this.settle(this.#family, this.#questions);
  }

  /** Who answers when a model is asked like this, one for each prompt. */
  annotators(identity: ModelIdentity): Annotator[] {
    const { method, ...parameters } = this.asking;
    return this.prompts.map(({ prompt }) =>
      askedAnnotator(
        { identity },
        prompt,
        method,
        Object.keys(parameters).length > 0 ? parameters : undefined,
      ),
    );
  }

  get #key(): string {
    return `dissensus:asking:${this.project}`;
  }
}
