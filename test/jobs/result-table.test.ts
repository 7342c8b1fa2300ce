import { annotatorKey } from '../../src/judgments/annotator.ts';
import { describe, expect, it } from 'vitest';
import { calibratedOutOfFold } from '../../src/analysis/calibration/cross-validate.ts';
import { calibrationFolds } from '../../src/analysis/sections/calibration.ts';
import { sliced } from '../../src/analysis/slice.ts';
import { knownOfItems } from '../../src/jobs/known-of-items.ts';
import { resultTable } from '../../src/jobs/result-table.ts';
import { methodName } from '../../src/analysis/method-name.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import type { ItemTable } from '../../src/judgments/item-table.ts';
import type { CalibrationMethod } from '../../src/analysis/calibration/calibrator.ts';
import { CASES } from '../reference/case.ts';

const { dataset, annotated, models } = CASES[0];
const items = dataset.ids.length;
const { labels } = annotated.question;
/** A model that left the first item out, so that a row without an answer is among them. */
const model = {
  ...models[0],
  answered: models[0].answered.map((answered, item) => (item === 0 ? 0 : answered)),
};
const one = { ...dataset, questions: [annotated] };
const EVERYTHING = { withTexts: true, calibrated: true };

function valuesOf({ items: rows, columns }: ItemTable, name: string): (string | number | null)[] {
  const column = columns.find((each) => each.name === name);
  expect(column, name).toBeDefined();
  return Array.from({ length: rows }, (_, row) => column!.at(row));
}

describe('the table of results', () => {
  const table = resultTable(one, [model], DEFAULT_SETTINGS, EVERYTHING);
  const name = model.annotator.model;
  const study = studyQuestion(one, annotated, [model], DEFAULT_SETTINGS);

  it('has a row for each text, people’s votes and shares, and the model’s own distribution', () => {
    expect(valuesOf(table, 'id')).toEqual(dataset.ids);
    expect(valuesOf(table, 'text')).toEqual(dataset.texts);
    expect(valuesOf(table, 'people: n')).toEqual([...study.people.raters]);
    for (const [c, label] of labels.entries()) {
      const people = valuesOf(table, `people: ${label}`);
      const answers = valuesOf(table, `${name}: ${label}`);
      for (let item = 0; item < items; item++) {
        if (study.people.raters[item] > 0)
          expect(people[item]).toBe(study.people.human[item * labels.length + c]);
        if (model.answered[item])
          expect(answers[item]).toBeCloseTo(model.distributions[item * labels.length + c], 3);
        else expect(answers[item]).toBeNull();
      }
    }
  });

  it('says the most probable label of each, and several that tie', () => {
    const top = valuesOf(table, 'people: top label');
    const shares = labels.map((label) => valuesOf(table, `people: ${label}`));
    expect(top.some((label) => String(label).includes('|'))).toBe(true);
    for (let item = 0; item < items; item++) {
      if (study.people.raters[item] === 0) continue;
      const most = Math.max(...shares.map((column) => Number(column[item])));
      const best = labels.filter((_, c) => Number(shares[c][item]) > most - 1e-9);
      expect(top[item]).toBe(best.join('|'));
    }
  });

  it('calibrates every answer by a fit that has not seen its votes, and says by which', () => {
    const by = valuesOf(table, `${name}, calibrated: by`);
    const [method] = String(by.find((words) => words !== null)).split(',') as [CalibrationMethod];
    const { figures, answeredItems } = study.models[0];
    const folds = calibrationFolds(study, dataset.texts);
    const [expected] = calibratedOutOfFold([method], figures, answeredItems, folds);
    for (const [c, label] of labels.entries()) {
      const column = valuesOf(table, `${name}, calibrated: ${label}`);
      for (const item of answeredItems) {
        expect(by[item]).toBe(`${method}, cross-fitted`);
        expect(column[item]).toBeCloseTo(expected[item * labels.length + c], 12);
      }
    }
    const others = valuesOf(table, 'id').flatMap((_, item) =>
      model.answered[item] && !answeredItems.includes(item) ? [item] : [],
    );
    for (const item of others) {
      expect(by[item]).toBe(`${method}, fitted to all judged texts`);
      const row = labels.map((label) => Number(valuesOf(table, `${name}, calibrated: ${label}`)[item]));
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
    expect(by[0]).toBeNull();
  });

  it('has what models said where nobody was asked, and no column of people', () => {
    const { columns } = resultTable({ ...dataset, questions: [] }, [model], DEFAULT_SETTINGS, EVERYTHING);
    expect(columns.map((column) => column.name)).toEqual([
      'id',
      'text',
      `${name}: answer`,
      `${name}: top label`,
      ...labels.map((label) => `${name}: ${label}`),
    ]);
  });

  it('leaves the texts out when told to, and tells namesakes apart', () => {
    const { columns } = resultTable(one, [model, { ...model }], DEFAULT_SETTINGS, {
      withTexts: false,
      calibrated: false,
    });
    const names = columns.map((column) => column.name);
    expect(names).not.toContain('text');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(`${name}: ${labels[0]} (2)`);
  });
});

it('a model that ships is called as on screen, or by its id where no screen has names', () => {
  const ours = { ...model, annotator: { ...model.annotator, model: 'dissensus/minilm-everyday' } };
  const first = (names?: ReadonlyMap<string, string>) =>
    resultTable(one, [ours], DEFAULT_SETTINGS, {
      withTexts: false,
      calibrated: false,
      ...(names && { names }),
    }).columns.find(({ name }) => name.endsWith(': answer'))!.name;
  expect(first(new Map([[annotatorKey(ours.annotator), 'everyday']]))).toBe('everyday: answer');
  // A model whose figures are not there yet.
  expect(first(new Map())).toBe('minilm-everyday: answer');
  expect(first()).toBe('dissensus/minilm-everyday: answer');
});

it('a model from a file is not taken for the one that ships under its name', () => {
  const ours = { ...model, annotator: { ...model.annotator, model: 'dissensus/minilm-everyday' } };
  const theirs = { ...model, annotator: { ...model.annotator, model: 'minilm-everyday' } };
  const names = (given: ReadonlyMap<string, string>) =>
    resultTable(one, [ours, theirs], DEFAULT_SETTINGS, { withTexts: false, calibrated: false, names: given })
      .columns.map(({ name }) => name)
      .filter((name) => name.includes(': answer'));
  expect(names(new Map())).toEqual(['dissensus/minilm-everyday: answer', 'minilm-everyday: answer']);
  // The figures of one are there.
  expect(names(new Map([[annotatorKey(ours.annotator), 'minilm-everyday']]))).toEqual([
    'minilm-everyday: answer',
    `minilm-everyday (${methodName(theirs.annotator)}): answer`,
  ]);
});

describe('what else is known of the texts', () => {
  const source = dataset.texts.map((_, item) => (item % 2 === 0 ? 'forum' : null));
  const known = {
    ...one,
    attributes: [
      { of: 'items', name: 'source', kind: 'text', values: source },
      { of: 'items', name: 'year', kind: 'number', values: dataset.texts.map((_, item) => 2000 + item) },
      { of: 'items', name: 'cleaned', kind: 'text', values: dataset.texts.map((text) => `${text} `) },
      { of: 'raters', name: 'age', kind: 'number', raters: ['a'], values: [30] },
    ] as const,
  };
  const names = (withTexts: boolean) =>
    resultTable(known, [], DEFAULT_SETTINGS, { withTexts, calibrated: false }).columns.map(
      ({ name }) => name,
    );

  it('stands beside them, of items and not of raters', () => {
    expect(names(true).slice(0, 5)).toEqual(['id', 'text', 'source', 'year', 'cleaned']);
    expect(names(true)).not.toContain('age');
    const table = resultTable(known, [], DEFAULT_SETTINGS, { withTexts: true, calibrated: false });
    expect(valuesOf(table, 'source')).toEqual(source);
    expect(valuesOf(table, 'year')[1]).toBe(2001);
  });

  it('stands beside those of a slice, in the same columns', () => {
    const [first, ...others] = known.attributes;
    const divided = { ...first, values: source.map((value) => value ?? 'mail') };
    const whole = { ...known, attributes: [divided, ...others] };
    for (const withTexts of [true, false]) {
      const part = sliced(whole, [], { attribute: 'source', value: 'forum' }).dataset;
      const table = resultTable(
        part,
        [],
        DEFAULT_SETTINGS,
        { withTexts, calibrated: false },
        knownOfItems(whole, part.ids, withTexts),
      );
      expect(table.columns.map(({ name }) => name)).toEqual(names(withTexts));
      expect(valuesOf(table, 'source')).toEqual(part.ids.map(() => 'forum'));
      expect(valuesOf(table, 'year')).toEqual(part.ids.map((id) => 2000 + known.ids.indexOf(id)));
    }
  });

  it('stays here with the texts where it may stand for them', () => {
    expect(names(false).slice(0, 3)).toEqual(['id', 'source', 'year']);
    expect(names(false)).not.toContain('cleaned');
  });
});
