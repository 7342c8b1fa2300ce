import { describe, expect, it } from 'vitest';
import type { SizedModel } from '../../../src/charts/sized-model.ts';
import type { SizeFinding } from '../../../src/pages/finding/finding.ts';
import { sizeWords } from '../../../src/pages/finding/size-words.ts';

function around(mean: number, reach = 0.02) {
  return { mean, lo: mean - reach, hi: mean + reach };
}

function model(name: string, parameters: number, tuning: SizedModel['tuning'], gap: number, items = 900) {
  return { model: `maker/${name}`, name, parameters, tuning, gap: around(gap), items };
}

function finding(...models: SizeFinding['models']): SizeFinding {
  return {
    benchmark: 'diary',
    sha256: '',
    question: 'mood',
    name: 'Diary',
    items: 900,
    ratersPerItem: 3.52,
    resamples: 1000,
    seed: 1,
    models,
    onePerson: around(0.6),
    threePeople: around(0.2),
    majority: { ...around(0.8), label: 'calm' },
    marginal: around(0.25),
  };
}

describe('the chart of gap and size in words', () => {
  it('says of tuning and size what holds against every model that was only asked', () => {
    const { title, sentence, caption } = sizeWords(
      finding(
        model('Small', 22e6, 'people', 0.1),
        model('Elsewhere', 22e6, 'other texts', 0.05),
        model('Middle', 135e6, 'none', 0.4),
        model('Large', 3.2e9, 'none', 0.5),
      ),
    );
    expect(title).toBe(
      'Tuned on people’s answers, 22M parameters come closer to people than 3.2B that were only asked',
    );
    expect(sentence).toBe(
      'Squared gap D to people: Small 0.10; Middle, the closest that was only asked, 0.40. Models that were only asked are further off than the label prior, one answer for every text.',
    );
    expect(caption).toMatch(/^Diary: 900 test comments .* 3\.5 votes each.* of comments\)\.$/);
    expect(caption).not.toContain('by lot');
  });

  it('counts those that are further off than an answer which reads nothing', () => {
    const some = finding(
      model('Small', 22e6, 'people', 0.1),
      model('Middle', 135e6, 'none', 0.24),
      model('Large', 3.2e9, 'none', 0.5),
    );
    expect(sizeWords(some).sentence).toContain('1 of 2 models that were only asked are further off');
    const none = finding(model('Small', 22e6, 'people', 0.1), model('Large', 3.2e9, 'none', 0.2));
    expect(sizeWords(none).sentence).not.toContain('further off');
    expect(sizeWords(none).sentence).toContain('Small 0.10; Large 0.20.');
  });

  it('says so where size helped, and where intervals touch', () => {
    const helped = finding(model('Small', 22e6, 'people', 0.3), model('Large', 3.2e9, 'none', 0.1));
    expect(sizeWords(helped).title).toBe(
      'Only asked, 3.2B parameters come closer to people than 22M tuned on people’s answers',
    );
    const open = finding(model('Small', 22e6, 'people', 0.3), model('Large', 3.2e9, 'none', 0.31));
    expect(sizeWords(open).title).toMatch(/^Whether .* these texts cannot tell$/);
  });

  it('says which models were asked about fewer texts', () => {
    const { caption } = sizeWords(
      finding(model('Small', 22e6, 'people', 0.1), model('Large', 3.2e9, 'none', 0.5, 300)),
    );
    expect(caption).toContain('; Large was asked about 300, drawn by lot.');
  });
});
