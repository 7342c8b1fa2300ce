import { availableThreads } from '../../annotators/available-threads.ts';
import { type Device } from '../../annotators/onnx-runtime-files.ts';
import { isAdded, type AvailableModel } from '../../annotators/available-model.ts';
import { llamaCppThreads } from '../../annotators/llama-cpp/threads.ts';
import {
  advisePlacement,
  ggufPlacement,
  type GraphicsCards,
  type Placement,
  type PlacementAdvice,
} from '../../annotators/hub/placement.ts';
import { isGguf, type AddedModel } from '../../annotators/hub/added-model.ts';
import { keepEngine } from '../models/keep-runtime.ts';
import { latest } from '../background/latest.ts';

/** What the chosen model runs on, and why. */
export class ModelPlace {
  placement = $state.raw<Placement>({ device: 'wasm', smallBatches: false });
  /** `null` for a model that ships with the page: it always runs on the processor. */
  advice = $state.raw<PlacementAdvice | null>(null);
  /** A model that was chosen later may be settled sooner. */
  readonly #latest = latest();

  constructor(private readonly advise: (model: AddedModel) => Promise<PlacementAdvice> = adviceHere) {}

  /** Finds the best place for a model. */
  async settle(model: AvailableModel): Promise<void> {
    this.advice = null;
    this.placement = { device: 'wasm', smallBatches: false };
    this.#latest.forget();
    if (!isAdded(model)) return;
    await this.#latest.do(
      () => this.advise(model),
      (advice) => {
        this.advice = advice;
        this.placement = { device: advice.device, smallBatches: false };
        void keepEngine(model, advice.possible);
      },
    );
  }

  /** Another device than was advised. */
  choose(device: Device): void {
    this.placement = { device, smallBatches: false };
  }

  /** Where a run of the model had to go: the next begins there. */
  moved(placement: Placement): void {
    this.placement = placement;
  }
}

async function adviceHere(model: AddedModel): Promise<PlacementAdvice> {
  const threads = availableThreads();
  const { gpu } = navigator as { gpu?: GraphicsCards };
  if (isGguf(model))
    return await ggufPlacement(gpu, llamaCppThreads(threads), model.inOnnxRuntime ? threads : null);
  return await advisePlacement(model.dtype, gpu, threads);
}
