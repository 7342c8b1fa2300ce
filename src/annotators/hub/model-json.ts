import { HubError } from './hub-error.ts';

/** @throws {HubError} where a file of a model is not a JSON object */
export function parseJson(text: string, path: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new HubError(`The ${path} of ${name} is not JSON.`, { cause });
  }
  throw new HubError(`The ${path} of ${name} holds no JSON object.`);
}
