/** Why an answer of a model that refuses says no label. */
export const REFUSED = 'The answer is a refusal.';
