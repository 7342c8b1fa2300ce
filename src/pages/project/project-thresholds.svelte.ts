import type { GuidelineThresholds } from '../../analysis/settings.ts';
import {
  isThreshold,
  readThresholds,
  thresholdsWith,
  writeThresholds,
  type MovedThresholds,
} from '../../analysis/thresholds.ts';
import type { StoredProjects } from '../../store/stored-projects.ts';
import { address, adjust, type Address } from '../address/address.svelte.ts';

/** Where the address is read and adjusted. */
interface AddressBar {
  readonly address: () => Pick<Address, 'thresholds'>;
  readonly adjust: (parts: Pick<Address, 'thresholds'>) => void;
}

/**
 * Where a project draws the lines of its verdicts. Moved lines are kept with it and stand in the address; a link that has others is
 * followed, and changes nothing that is kept until a person moves one.
 */
export class ProjectThresholds {
  #kept = $state.raw<MovedThresholds>({});

  constructor(
    private readonly project: number,
    private readonly store: Pick<StoredProjects, 'thresholds' | 'keepThresholds'>,
    private readonly bar: AddressBar = { address, adjust },
  ) {}

  readonly #linked = $derived.by(() => {
    const written = this.bar.address().thresholds;
    return written === null ? null : readThresholds(written);
  });

  readonly #moved: MovedThresholds = $derived.by(() => this.#linked?.moved ?? this.#kept);

  readonly now: GuidelineThresholds = $derived.by(() => thresholdsWith(this.#moved));

  /** What the address has and is no line. */
  readonly unknown: readonly string[] = $derived.by(() => this.#linked?.unknown ?? []);

  /** Those moved from where they are by default, as text; empty if none is. */
  readonly written: string = $derived.by(() => writeThresholds(this.#moved));

  /** Finds those that are kept, and puts them in the address where it has none. */
  async recall(): Promise<void> {
    await this.#find();
    if (this.#linked === null && this.written !== '') this.#show();
  }

  /** Takes over where another tab has drawn them, unless a link says otherwise here. */
  async follow(): Promise<void> {
    const isOwn =
      this.unknown.length === 0 && (this.#linked === null || this.written === writeThresholds(this.#kept));
    await this.#find();
    if (isOwn) this.#show();
  }

  /** Draws the lines elsewhere, and keeps them. */
  async move(thresholds: GuidelineThresholds): Promise<void> {
    this.#kept = readThresholds(writeThresholds(thresholds)).moved;
    this.#show();
    await this.store.keepThresholds(this.project, { ...this.#kept });
  }

  async #find(): Promise<void> {
    const kept = await this.store.thresholds(this.project);
    this.#kept = Object.fromEntries(Object.entries(kept).filter(([name]) => isThreshold(name)));
  }

  #show(): void {
    this.bar.adjust({ thresholds: writeThresholds(this.#kept) || null });
  }
}
