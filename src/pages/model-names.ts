import type { ModelReport } from '../analysis/report.ts';

/** What each model is called beside the others, and in addresses: its name, with its method where several share the name. */
export function modelNames(models: readonly ModelReport[]): Map<ModelReport, string> {
  return new Map(
    models.map((one) => {
      const shared = models.some((other) => other !== one && other.model === one.model);
      return [one, shared ? `${one.model} (${one.method})` : one.model];
    }),
  );
}

/** The model that an address means by a name; `null` if there is none. */
export function modelNamed(models: readonly ModelReport[], name: string | null): ModelReport | null {
  if (name === null) return null;
  const names = modelNames(models);
  return models.find((one) => names.get(one) === name || one.annotator === name) ?? null;
}
