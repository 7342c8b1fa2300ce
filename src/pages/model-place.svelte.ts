import { availableThreads, type Device } from '../annotators/onnx-runtime-web.ts';
import { isAdded, type AvailableModel } from '../annotators/available-model.ts';
import {
  advisePlacement,
  type GraphicsCards,
  type Placement,
  type PlacementAdvice,
} from '../annotators/hub/placement.ts';
import type { Move } from './annotate-with.ts';

/** What the chosen model runs on, why, and what it was moved to in the middle of a run. */
export class ModelPlace {
  placement = $state.raw<Placement>({ device: 'wasm', smallBatches: false });
  /** `null` for a model that ships with the page: it always runs on the processor. */
  advice = $state.raw<PlacementAdvice | null>(null);
  /** The last time that a run could not go on where it was; `null` if it always could. */
  move = $state.raw<Move | null>(null);
  /** A model that was chosen later may be settled sooner. */
  #latest: AvailableModel | null = null;

  /** Finds the best place for a model. */
  async settle(model: AvailableModel): Promise<void> {
    this.#latest = model;
    this.move = null;
    this.advice = null;
    this.placement = { device: 'wasm', smallBatches: false };
    if (!isAdded(model)) return;
    const { gpu } = navigator as { gpu?: GraphicsCards };
    const advice = await advisePlacement(model.dtype, gpu, availableThreads());
    if (this.#latest !== model) return;
    this.advice = advice;
    this.placement = { device: advice.device, smallBatches: false };
  }

  /** Another device than was advised. */
  choose(device: Device): void {
    this.move = null;
    this.placement = { device, smallBatches: false };
  }

  moved(move: Move): void {
    this.move = move;
    this.placement = move.placement;
  }
}
