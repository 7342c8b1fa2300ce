import { expect, it } from 'vitest';
import { sharesCaption } from '../../../../src/pages/read/overview/shares-caption.ts';

it('counts the texts that the model has answered, and none before they have come', () => {
  expect(sharesCaption({ answered: Uint8Array.of(1, 0, 1, 1) })).toBe(
    'Mean probability of each label over 3 texts.',
  );
  expect(sharesCaption(null)).toBe('Mean probability of each label.');
});
