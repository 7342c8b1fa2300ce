import { sha256 } from 'hash-wasm';

/**
 * Reads one file of a model, named by its path in the model's folder, e.g. `onnx/model.onnx`.
 * Throws a {@link ModelFileError} where it cannot be had.
 */
export type ReadModelFile = (path: string) => Promise<Uint8Array>;

/** What a file of a model must be, byte for byte. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A file of a model is missing, altered or not what it should be; the message names it and says what to do. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
}

/** Reads files over the network from a model's folder, given by its absolute address. */
export function fetchModelFiles(folder: string): ReadModelFile {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return async (path) => {
    const address = new URL(path, base).href;
    let response: Response;
    try {
      response = await fetch(address);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      throw new ModelFileError(
        `The model file ${address} could not be loaded. Check the connection and try again.`,
        { cause },
      );
    }
    throw new ModelFileError(
      `The model file ${address} could not be loaded: the server answered ${response.status}. Reload the page; if it stays, the site was not deployed completely.`,
    );
  };
}

/** Reads each file once, however often it is asked for. */
export function once(read: ReadModelFile): ReadModelFile {
  const files = new Map<string, Promise<Uint8Array>>();
  return (path) => {
    const content = files.get(path) ?? read(path);
    files.set(path, content);
    return content;
  };
}

/**
 * Lets only files through that are listed and are what the list says: a cut download or a changed file is refused before
 * a model is made of it.
 */
export function verifiedModelFiles(read: ReadModelFile, files: readonly ModelFile[]): ReadModelFile {
  return async (path) => {
    const expected = files.find((file) => file.path === path);
    if (!expected)
      throw new ModelFileError(
        `The model has no file ${path}; it has ${files.map((file) => file.path).join(', ')}.`,
      );
    const content = await read(path);
    if (content.byteLength !== expected.bytes)
      throw new ModelFileError(
        `The model file ${path} has ${content.byteLength} bytes instead of ${expected.bytes}: it was cut off or altered. Fetch it again: on the page, by reloading it.`,
      );
    const digest = await sha256(content);
    if (digest !== expected.sha256)
      throw new ModelFileError(
        `The model file ${path} was altered: its SHA-256 is ${digest} instead of ${expected.sha256}. Fetch it again: on the page, by reloading it.`,
      );
    return content;
  };
}

/** Reads a JSON file of a model. */
export async function readModelJson(read: ReadModelFile, path: string): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await read(path));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    throw new ModelFileError(`The model file ${path} is not JSON: ${(cause as Error).message}.`, { cause });
  }
  throw new ModelFileError(`The model file ${path} does not hold a JSON object.`);
}
