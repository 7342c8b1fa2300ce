import type { SampledRating, Triple } from './paper-files.ts';

/** Mean and variance of numbers as they come: a compensated sum, as pandas' group means, and Welford's variance. */
class RunningNumbers {
  #count = 0;
  #sum = 0;
  #lost = 0;
  #running = 0;
  #squares = 0;

  add(value: number): void {
    this.#count++;
    const corrected = value - this.#lost;
    const sum = this.#sum + corrected;
    this.#lost = sum - this.#sum - corrected;
    this.#sum = sum;
    const before = value - this.#running;
    this.#running += before / this.#count;
    this.#squares += before * (value - this.#running);
  }

  get mean(): number {
    return this.#sum / this.#count;
  }

  /** With n - 1; NaN with one number. */
  get variance(): number {
    return this.#count < 2 ? NaN : this.#squares / (this.#count - 1);
  }
}

/** Samples of one text, added up. */
export class RatingSum {
  readonly #dimensions = [new RunningNumbers(), new RunningNumbers(), new RunningNumbers()] as const;

  /** Of plain numbers. */
  static of(values: readonly number[]): Readonly<Pick<RunningNumbers, 'mean' | 'variance'>> {
    const numbers = new RunningNumbers();
    for (const value of values) numbers.add(value);
    return numbers;
  }

  add(rating: Triple): void {
    for (const [dimension, value] of rating.entries()) this.#dimensions[dimension].add(value);
  }

  finish(): SampledRating {
    const [v, a, d] = this.#dimensions;
    return { means: [v.mean, a.mean, d.mean], variances: [v.variance, a.variance, d.variance] };
  }
}
