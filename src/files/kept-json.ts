import { safeParse, type BaseIssue, type BaseSchema, type InferOutput } from 'valibot';

/** JSON that was kept earlier, perhaps by another version of the page; `null` if there is none or it does not fit the schema. */
export function parseKept<Schema extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  schema: Schema,
  text: string | null,
): InferOutput<Schema> | null {
  if (text === null) return null;
  try {
    const { success, output } = safeParse(schema, JSON.parse(text));
    return success ? output : null;
  } catch {
    return null;
  }
}
