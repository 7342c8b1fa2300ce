import { describe, expect, it } from 'vitest';
import type { AgreementPoint } from '../../../src/charts/agreement-point.ts';
import { findingWords } from '../../../src/pages/finding/finding-words.ts';
import type { Finding } from '../../../src/pages/finding/finding.ts';

function point(name: string, labels: number, uncertainty: number, reach = 0.01): AgreementPoint {
  const around = (mean: number) => ({ mean, lo: mean - reach, hi: mean + reach });
  return { name, role: 'model', labels: around(labels), uncertainty: around(uncertainty) };
}

function finding(...models: AgreementPoint[]): Finding {
  return {
    benchmark: 'diary',
    sha256: '',
    question: 'mood',
    name: 'Diary',
    items: 1200,
    ratersPerItem: 4.26,
    seed: 1,
    splits: 50,
    people: point('People', 0.7, 0.2),
    models: models.map((model) => ({ ...model, model: model.name })),
    constant: 0.5,
  };
}

describe('a finding in words', () => {
  it('begins with a model that has the labels without the uncertainty', () => {
    const words = findingWords(finding(point('Alpha', 0.8, 0.21), point('Beta', 0.71, 0.1)));
    expect(words.title).toBe(
      'Beta matches people on labels, not on uncertainty; Alpha matches people on both labels and uncertainty',
    );
    expect(words.sentence).toBe(
      'Beta names the raters’ label as often as other raters do (71% against 70%; majority baseline: 50%), but knows less well where people disagree (0.10 against 0.20).',
    );
    expect(words.caption).toMatch(/^Diary: 1,200 items .* 4\.3 raters each\..* over items\.$/);
  });

  it('takes uncertainty that may be none for none, however wide people’s interval', () => {
    const { title, sentence } = findingWords(finding(point('Gamma', 0.5, 0.15, 0.16)));
    expect(title).toBe('Gamma matches people on neither labels nor uncertainty');
    expect(sentence).toContain('and shows no sign of knowing where they disagree (0.15 against 0.20)');
  });

  it('warns where a half is one person', () => {
    const one = finding(point('Delta', 0.6, 0.4));
    expect(findingWords(one).caption).not.toContain('one person');
    expect(findingWords({ ...one, ratersPerItem: 2.1 }).caption).toContain(
      'A half is mostly one person here',
    );
  });

  it('says what the rings are where there are some', () => {
    expect(findingWords(finding(point('Delta', 0.6, 0.4))).caption).not.toContain('rings');
    expect(findingWords(finding({ ...point('Delta', 0.6, 0.4), ifExact: 0.5 })).caption).toContain(
      '; rings: noise ceiling.',
    );
  });

  it('says of intervals that only overlap that these texts cannot tell', () => {
    const { title, sentence } = findingWords(finding(point('Delta', 0.68, 0.17, 0.06)));
    expect(title).toBe('Delta may match people or not: these texts cannot tell');
    expect(sentence).toContain('as far as these texts can tell');
    expect(findingWords(finding(point('Delta', 0.6, 0.17, 0.06))).title).toBe(
      'Delta does not match people on labels, and on uncertainty these texts cannot tell',
    );
  });

  it('says where a model is better', () => {
    const { title, sentence } = findingWords(finding(point('Delta', 0.6, 0.4)));
    expect(title).toBe('Delta matches people on uncertainty, not on labels');
    expect(sentence).toContain(
      'less often than other raters do (60% against 70%; majority baseline: 50%), but knows better than they',
    );
  });
});
