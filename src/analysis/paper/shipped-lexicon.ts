import lexicon from './lexicon.json' with { type: 'json' };
import type { Lexicon } from './lexical-transparency.ts';

/** Our own words for GoEmotions' labels; the paper's list is another. */
export const SHIPPED_LEXICON: Lexicon = new Map(Object.entries(lexicon.words));
