import { basename } from 'node:path';
import type { NamedLexicon } from '../src/judgments/named-lexicon.ts';
import { readNrcLexicon } from '../src/readers/paper/nrc-lexicon.ts';
import { openInput } from './open-inputs.ts';

/**
 * Words of labels from a file in the form of the NRC Emotion Lexicon.
 * @throws {InputError} if there is no such file
 * @throws UnreadableFileError if a line has another form
 */
export async function readLexicon(path: string): Promise<NamedLexicon> {
  const { blob } = await openInput(path);
  const name = basename(path);
  return { name, words: [...readNrcLexicon(name, await blob.text())] };
}
