import { createSHA1, createSHA256 } from 'hash-wasm';
import { WrongFileError } from './hub-error.ts';

/** A file of a model as its repository lists it. */
export interface ListedFile {
  /** In the model's folder, e.g. `onnx/model_q4.onnx`. */
  readonly path: string;
  readonly bytes: number;
  /**
   * Hexadecimal. Of large files the hub gives SHA-256; of the small ones that git holds itself, git's own name of the
   * content: SHA-1 of `blob <bytes>\0` and the content.
   */
  readonly hash: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

/**
 * Lets a file's content through as it comes, and ends in an error unless it is the listed one.
 * @param host who sent it, for the message
 */
export async function checkedStream(
  file: ListedFile,
  host: string,
): Promise<TransformStream<Uint8Array, Uint8Array>> {
  const hasher = await hasherFor(file);
  const advice = 'It was not kept. Try again; if this stays, the host or the connection alters files.';
  let bytes = 0;
  return new TransformStream({
    transform(piece, controller) {
      bytes += piece.length;
      if (bytes > file.bytes)
        throw new WrongFileError(`${host} sent more than the ${file.bytes} bytes of ${file.path}. ${advice}`);
      hasher.update(piece);
      controller.enqueue(piece);
    },
    flush() {
      if (bytes < file.bytes)
        throw new WrongFileError(
          `${host} sent ${bytes} of the ${file.bytes} bytes of ${file.path}: it was cut off. ${advice}`,
        );
      if (hasher.digest('hex') !== file.hash.hex)
        throw new WrongFileError(
          `What ${host} sent as ${file.path} is not the file that is listed: its content differs. ${advice}`,
        );
    },
  });
}

async function hasherFor({ bytes, hash }: ListedFile) {
  if (hash.kind === 'sha256') return (await createSHA256()).init();
  return (await createSHA1()).init().update(`blob ${bytes}\0`);
}
