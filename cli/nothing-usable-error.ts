import { InputError } from './input-error.ts';

/** The files were read and hold nothing that the command is about, or no answer that can be used. */
export class NothingUsableError extends InputError {
  override readonly name: string = 'NothingUsableError';
}
