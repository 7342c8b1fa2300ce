import { sliceChoices, type SliceChoice } from '../../analysis/slice-choices.ts';
import { isSameSlice, sliceNamed, type Slice } from '../../analysis/slice.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import { address, type Address } from '../address/address.svelte.ts';

/** The slices of a project that the address names: what figures are over, and what that is compared with. */
export class ProjectSlices {
  constructor(
    private readonly dataset: () => Dataset | null,
    private readonly bar: { readonly address: () => Pick<Address, 'slice' | 'compare'> } = { address },
  ) {}

  /** What the project can be sliced by, and why not by its other attributes. */
  readonly choices: readonly SliceChoice[] = $derived.by(() => {
    const dataset = this.dataset();
    return dataset ? sliceChoices(dataset) : [];
  });

  /** What figures are to be over; `null`: everything. */
  readonly chosen: Slice | null = $derived.by(() => this.#found(this.bar.address().slice));

  /** What that is compared with; `null`: nothing. */
  readonly other: Slice | null = $derived.by(() => {
    const other = this.#found(this.bar.address().compare);
    return this.chosen === null || isSameSlice(this.chosen, other) ? null : other;
  });

  /** What the address names and is no slice of the project. */
  readonly unknown: readonly string[] = $derived.by(() => {
    if (this.dataset() === null) return [];
    const { slice, compare } = this.bar.address();
    return [slice, compare].filter((said) => said !== null && this.#found(said) === null) as string[];
  });

  #found(said: string | null): Slice | null {
    const dataset = this.dataset();
    if (said === null || dataset === null) return null;
    const slice = sliceNamed(dataset, said);
    const choice = this.choices.find(({ attribute }) => attribute === slice.attribute);
    return choice?.values.some(({ value }) => value === slice.value) ? slice : null;
  }
}
