import type { ReaderWorker } from '../../../workers/reader.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import { lookedAt, type LanguageCheck } from '../../readers/text-languages.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startReader } from '../background/workers.ts';

/** In what languages a project's texts are, looked up once they are open. */
export class TextLanguages {
  /** `null` until it is known. */
  check = $state.raw<LanguageCheck | null>(null);
  /** Whether it could not be looked up. */
  isUnknown = $state(false);
  readonly #worker: Background<ReaderWorker>;

  constructor(start: () => RunningWorker<ReaderWorker> = startReader) {
    this.#worker = new Background(start);
  }

  /** @param language ISO 639-1 code of the language that the models here have learnt */
  async look({ texts, withoutText }: Dataset, language: string): Promise<void> {
    if (withoutText !== undefined) return;
    this.isUnknown = false;
    try {
      this.check = await this.#worker.call((remote) => remote.languages([...lookedAt(texts)], language));
    } catch {
      // Offline, or the project was left: nothing depends on it but a warning, which then says so.
      this.isUnknown = true;
    }
  }

  /** Gives it up; what is not known by then stays unknown. */
  end(): void {
    this.#worker.end();
  }
}
