/** The baselines that no model is behind, as the field calls them. */
const BASELINE_WORDS: Readonly<Record<string, string>> = {
  uniform: 'uniform',
  'label marginal': 'label prior',
  'top label': 'majority baseline',
  'median label': 'median baseline',
};

/** What a baseline is called in words, by its name in reports. */
export function baselineWords(name: string): string {
  return Object.hasOwn(BASELINE_WORDS, name) ? BASELINE_WORDS[name] : name;
}
