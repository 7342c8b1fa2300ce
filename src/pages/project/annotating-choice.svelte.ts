import { isAdded, type AvailableModel } from '../../annotators/available-model.ts';
import { isGguf } from '../../annotators/hub/added-model.ts';
import { offeredFirst } from '../../annotators/embedded-models.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import { isLabelled, type LabelledQuestion } from '../../judgments/question.ts';
import { isGoEmotions } from '../../readers/goemotions-labels.ts';
import type { StoredOutputs } from '../../store/stored-outputs.ts';
import { latest } from '../background/latest.ts';
import { AskingChoice } from '../runs/asking-choice.svelte.ts';
import { ModelPlace } from '../runs/model-place.svelte.ts';
import { planKey, type RunPlan } from '../runs/queued-run.svelte.ts';

/** What a person has chosen to annotate a project's texts with. */
export class AnnotatingChoice {
  model = $state.raw<AvailableModel>(offeredFirst(false));
  /** Whether a person has chosen the model since the project was opened. */
  isChosen = $state(false);
  /** Whether every text has the answers of the language model, asked as chosen; `null` for a classifier. */
  answered = $state.raw<boolean | null>(null);
  /** Questions with labels that people were asked about the texts, which a language model is asked too. */
  questions = $state.raw<readonly LabelledQuestion[]>([]);
  readonly #latest = latest();

  /**
   * @param project whose texts they are
   * @param outputs where those of runs are kept
   * @param asking how a language model is asked
   * @param place what the model runs on
   */
  constructor(
    private readonly project: number,
    private readonly outputs: Pick<StoredOutputs, 'run'>,
    readonly asking = new AskingChoice(project),
    readonly place = new ModelPlace(),
  ) {}

  /** Takes the questions that people were asked, and offers the model that suits the texts until a person chooses. */
  offerFor(dataset: Dataset): void {
    this.questions = dataset.questions.map(({ question }) => question).filter(isLabelled);
    if (!this.isChosen) this.model = offeredFirst(isGoEmotions(dataset));
  }

  async choose(model: AvailableModel): Promise<void> {
    this.model = model;
    this.isChosen = true;
    await this.place.settle(model);
    await this.askOtherwise();
  }

  /** Finds what a language model is asked, and whether it has answered, after the model or the way of asking changed. */
  async askOtherwise(): Promise<void> {
    await this.settle();
    await this.findAnswered();
  }

  /** What a run would do; call {@link settle} first. */
  get plan(): RunPlan {
    const { model, asking } = this;
    const prompts = asking.prompts.map(({ prompt }) => prompt);
    const asked = model.kind === 'language model' ? { asking: asking.asking, prompts } : null;
    return { model, placement: this.place.placement, asked };
  }

  /** Of the plan, as runs have it. */
  get key(): string {
    return planKey(this.plan);
  }

  /** Finds the prompts of a language model. */
  async settle(): Promise<void> {
    const { model, questions } = this;
    if (model.kind !== 'language model') return;
    const byGrammar = isAdded(model) && isGguf(model);
    const inOnnxRuntime = isAdded(model) && isGguf(model) && model.inOnnxRuntime === true;
    const prompts = model.prompts ?? 'story';
    await this.asking.settle({ prompts, byGrammar, inOnnxRuntime }, questions);
  }

  /** Looks up {@link answered}: a run may have ended. */
  async findAnswered(): Promise<void> {
    await this.#latest.do(
      () => this.#isAnswered(this.model),
      (answered) => (this.answered = answered),
    );
  }

  async #isAnswered(model: AvailableModel): Promise<boolean | null> {
    if (model.kind === 'classifier') return null;
    const asked = this.asking.annotators(model);
    const runs = await Promise.all(asked.map((one) => this.outputs.run(this.project, one)));
    return runs.every((run) => run !== undefined && run.done === run.total);
  }
}
