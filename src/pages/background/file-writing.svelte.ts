import type { Remote } from 'comlink';
import type { WriterWorker } from '../../../workers/writer.ts';
import { saveFile } from '../../files/save-file.ts';
import { messageOf } from '../ui/message-of.ts';
import { Background } from './background.ts';
import { startWriter } from './workers.ts';

/** Shared by all that is being written, and ended with the last of it. */
const writer = new Background(startWriter);

/** Writes files for a person to keep: one at a time here, while others may be written elsewhere on the page. */
export class FileWriting {
  isWriting = $state(false);
  /** Why the last file could not be made. */
  trouble = $state<string | null>(null);

  constructor(
    private readonly worker: Pick<Background<WriterWorker>, 'call'> = writer,
    private readonly save = saveFile,
  ) {}

  /**
   * Writes a file and hands it to the browser to keep.
   * @returns whether it was; if not, {@link trouble} says why
   */
  async write(name: string, content: (remote: Remote<WriterWorker>) => Promise<Blob>): Promise<boolean> {
    this.isWriting = true;
    this.trouble = null;
    try {
      this.save(name, await this.worker.call(content));
      return true;
    } catch (error) {
      this.trouble = `The file could not be made: ${messageOf(error)}`;
      return false;
    } finally {
      this.isWriting = false;
    }
  }
}
