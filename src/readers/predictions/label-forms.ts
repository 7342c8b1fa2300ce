/** Forms of labels that rules do not give. */
const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  anger: ['angry', 'angrily', 'angered'],
  joy: ['joyful', 'joyous', 'joyfully'],
  sadness: ['sad', 'sadly', 'saddened'],
  happiness: ['happy', 'happily'],
  fear: ['fearful', 'fearfully'],
  disgust: ['disgusted', 'disgusting'],
  surprise: ['surprised', 'surprising', 'surprisingly'],
  anticipation: ['anticipating', 'anticipatory'],
  pride: ['proud', 'proudly'],
  shame: ['ashamed', 'shameful'],
  guilt: ['guilty'],
  grief: ['grieving'],
  gratitude: ['grateful', 'gratefully'],
  confusion: ['confused', 'confusing'],
  excitement: ['excited', 'exciting'],
  annoyance: ['annoyed', 'annoying'],
  disappointment: ['disappointed', 'disappointing'],
  embarrassment: ['embarrassed', 'embarrassing'],
  amusement: ['amused', 'amusing'],
  admiration: ['admiring'],
  curiosity: ['curious'],
  nervousness: ['nervous'],
  optimism: ['optimistic'],
  pessimism: ['pessimistic'],
  relief: ['relieved'],
  remorse: ['remorseful'],
  boredom: ['bored', 'boring'],
  contempt: ['contemptuous'],
  love: ['loving'],
  trust: ['trusting'],
  caring: [],
  sarcasm: ['sarcastic', 'sarcastically'],
  irony: ['ironic', 'ironical', 'ironically'],
  humor: ['humorous'],
  humour: ['humorous'],
  hate: ['hateful'],
  toxicity: ['toxic'],
  neutral: ['neutrality'],
  entailment: ['entailed', 'entails'],
  contradiction: ['contradicts', 'contradictory', 'contradicted'],
};

/** Words of one label that are forms of it: plurals, adjectives and the like. */
export function labelForms(label: string): readonly string[] {
  const word = label.trim().toLowerCase();
  if (!/^\p{L}{3,}$/u.test(word)) return [];
  const own = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : derived(word);
  return [...own, `${word}s`];
}

function derived(word: string): string[] {
  if (word.endsWith('iness')) return [`${word.slice(0, -5)}y`];
  if (word.endsWith('ness')) return [word.slice(0, -4)];
  if (/^(yes|no|none|other|true|false|not)$/.test(word)) return [];
  return [`${word}ly`];
}
