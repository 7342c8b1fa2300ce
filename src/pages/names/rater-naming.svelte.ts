const KEY = 'dissensus:raters by number';

/** Whether what is downloaded calls raters by numbers instead of their names: asked wherever it matters, and kept in this browser. */
export class RaterNaming {
  #byNumber = $state(false);

  /** @param storage where the choice outlives the tab */
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage) {
    this.#byNumber = storage.getItem(KEY) === 'yes';
  }

  get byNumber(): boolean {
    return this.#byNumber;
  }

  set byNumber(whether: boolean) {
    this.#byNumber = whether;
    try {
      this.storage.setItem(KEY, whether ? 'yes' : 'no');
    } catch {
      // Without room in the storage the choice lasts as long as the tab.
    }
  }
}

export const raterNaming = new RaterNaming();
