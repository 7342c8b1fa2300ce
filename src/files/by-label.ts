import { custom, is, type CustomSchema, type GenericSchema, type InferInput } from 'valibot';

/**
 * An object with a value for each label, whatever labels are called: valibot's `record` leaves out those named `constructor`,
 * `prototype` and `__proto__`.
 */
export function byLabel<Schema extends GenericSchema>(
  value: Schema,
): CustomSchema<Readonly<Record<string, InferInput<Schema>>>, string> {
  return custom(
    (given) =>
      typeof given === 'object' &&
      given !== null &&
      !Array.isArray(given) &&
      Object.values(given).every((each) => is(value, each)),
    'not a value for each label',
  );
}
