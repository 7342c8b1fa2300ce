import { describe, expect, it } from 'vitest';
import goEmotions from '../../../src/analysis/paper/lexicon.json' with { type: 'json' };
import { likelyLabel } from '../../../src/readers/predictions/likely-label.ts';

function likely(word: string, labels: readonly string[]): string | null {
  const place = likelyLabel(word, labels);
  return place === null ? null : labels[place];
}

describe('the label that a word is likely to stand for', () => {
  it.each([
    ['worried', 'Worry'],
    ['Worries', 'Worry'],
    ['joyful', 'joy'],
    ['sad', 'Sadness'],
    ['angry', 'Anger'],
    ['hope', 'hopeful'],
    ['curious', 'curiosity'],
    ['anxiety', 'anxious'],
    ['approve', 'approval'],
    ['nervous', 'nervousness'],
    ['optimistic', 'optimism'],
    ['irritated', 'irritation'],
    ['*surprised*', 'surprise'],
    ['jealousy', 'jealous'],
  ])('“%s” is likely “%s”', (word, label) => {
    expect(likely(word, ['neutral', label, 'boredom'])).toBe(label);
  });

  it.each([
    ['content', 'contempt'],
    ['disapproval', 'disappointment'],
    ['approval', 'disapproval'],
    ['caring', 'careless'],
    ['relaxed', 'calm'],
    ['not joy', 'joy'],
    ['1', '10'],
    ['', 'joy'],
  ])('“%s” is not taken for “%s”', (word, label) => {
    expect(likely(word, ['neutral', label])).toBeNull();
  });

  it('is found in a time that grows with the word alone', () => {
    // With quadratic work the test does not end in its time.
    expect(likely(`a${'!'.repeat(300_000)}a`, ['joy'])).toBeNull();
  });

  it('is none where two are as likely', () => {
    expect(likely('hopes', ['hope', 'hopeful'])).toBe('hope');
    expect(likely('worries', ['worried', 'worry'])).toBeNull();
  });

  it('is no other among the labels of GoEmotions', () => {
    const labels = Object.keys(goEmotions.words);
    for (const label of labels)
      expect(
        likely(
          label,
          labels.filter((one) => one !== label),
        ),
      ).toBeNull();
  });
});
