/** Work of which only the newest counts. */
export interface Latest {
  /**
   * Does `work` and hands its result to `take`, unless newer work was begun meanwhile or {@link forget} was called: then the
   * result is dropped, and so is an error.
   * @returns whether the result was taken
   * @throws what the newest work throws
   */
  do<Result>(work: () => Promise<Result>, take: (result: Result) => void): Promise<boolean>;
  /** Drops the result of the work that is under way. */
  forget(): void;
}

/** For answers that may come in another order than they were asked for: the wrong one is never shown. */
export function latest(): Latest {
  let newest = 0;
  return {
    async do(work, take) {
      const own = ++newest;
      try {
        const result = await work();
        if (own !== newest) return false;
        take(result);
        return true;
      } catch (error) {
        if (own !== newest) return false;
        throw error;
      }
    },
    forget() {
      newest++;
    },
  };
}
