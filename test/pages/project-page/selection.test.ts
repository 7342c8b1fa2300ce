import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ItemColumns } from '../../../src/analysis/item-columns.ts';
import type { ModelReport, QuestionReport, Report } from '../../../src/analysis/report.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import type { Address } from '../../../src/pages/address/address.svelte.ts';
import type { OpenProject } from '../../../src/pages/project/project.svelte.ts';
import { Selection } from '../../../src/pages/project-page/selection.svelte.ts';
import { effect, reactive } from './reactive.svelte.ts';

const DATASET: Dataset = { name: 'Texts', ids: ['a'], texts: ['A text'], questions: [], sources: [] };

const model = (name: string) =>
  ({
    model: name,
    method: 'softmax',
    annotator: `key of ${name}`,
    coverage: name === 'silent' ? 0 : 1,
    seen: { items: 0 },
  }) as ModelReport;
const question = (id: string, ...models: readonly string[]) =>
  ({ question: id, name: id, labels: ['no', 'yes'], models: models.map(model) }) as unknown as QuestionReport;
const report = (...questions: readonly QuestionReport[]) => ({ questions }) as unknown as Report;

const NOWHERE = {} as Record<keyof Address, string | null>;

let at: { now: Partial<Address> };
let state: {
  report: Report | null;
  isComputing: boolean;
  isStopped: boolean;
  analyses: number;
  running: boolean;
  unknown: string[];
  unknownSlices: string[];
  current: { plan: { model: { model: string } } } | null;
};
let asked: string[];
let selection: Selection;

beforeEach(() => {
  at = reactive<{ now: Partial<Address> }>({ now: {} });
  state = reactive<typeof state>({
    report: report(question('mood', 'one', 'two'), question('tone', 'two')),
    isComputing: false,
    isStopped: false,
    analyses: 1,
    running: false,
    unknown: [],
    unknownSlices: [],
    current: null,
  });
  asked = [];
  const project = {
    dataset: DATASET,
    part: DATASET,
    slices: {
      get unknown() {
        return state.unknownSlices;
      },
    },
    get report() {
      return state.report;
    },
    thresholds: {
      get unknown() {
        return state.unknown;
      },
    },
    figures: {
      get isPartial() {
        return state.isComputing || state.isStopped;
      },
      get isComputing() {
        return state.isComputing;
      },
      get isStopped() {
        return state.isStopped;
      },
      get analyses() {
        return state.analyses;
      },
      slice: null,
      isOf: () => true,
      columns: (id: string, key: string) => {
        asked.push(`${id} ${key}`);
        return Promise.resolve({ of: `${id} ${key}` } as unknown as ItemColumns);
      },
    },
    queue: {
      get current() {
        return state.current;
      },
    },
    get running() {
      return state.running;
    },
  } as unknown as OpenProject;
  const bar = {
    address: () => ({ ...NOWHERE, ...Object.fromEntries(PARTS.map((part) => [part, null])), ...at.now }),
    adjust: (parts: Partial<Address>) => (at.now = { ...at.now, ...parts }),
  };
  selection = new Selection(project, bar as ConstructorParameters<typeof Selection>[1]);
});

const PARTS = ['view', 'question', 'model'] as const;

it('has only the views that can show something of a question that nobody was asked', () => {
  const unjudged = { ...question('valence', 'one'), people: null };
  state.report = report(unjudged, question('mood', 'one'));
  at.now = { question: 'valence', view: 'categories' };
  expect(selection.views.map(({ id }) => id)).toEqual(['overview', 'items', 'map', 'method']);
  expect(selection.view.id).toBe('overview');
  at.now = { question: 'mood', view: 'categories' };
  expect(selection.view.id).toBe('categories');
});

describe('before a model has answered', () => {
  const people = { items: 1, votes: 3 };
  const ids = () => selection.views.map(({ id }) => id);

  it('has only the views that people’s answers fill, and says what a missing one needs', () => {
    state.report = report({ ...question('mood'), people } as unknown as QuestionReport);
    at.now = { view: 'categories' };
    expect(ids()).toEqual(['overview', 'people', 'items', 'method']);
    expect(selection.view.id).toBe('overview');
    expect(selection.shownPeople).toMatchObject({ question: { question: 'mood' }, analysing: false });
    expect(selection.lost).toBe(
      '“Categories” needs a model’s answers, and no model has answered “mood” yet. This is the Overview.',
    );
    at.now = { view: 'items' };
    expect([selection.view.id, selection.lost]).toEqual(['items', null]);
    state.report = report({ ...question('mood', 'one'), people } as unknown as QuestionReport);
    at.now = { view: 'categories' };
    expect([selection.view.id, selection.lost, selection.shownPeople]).toEqual(['categories', null, null]);
  });

  it('has all views while models may still come into the report, or its making was stopped', () => {
    state.report = report({ ...question('mood'), people } as unknown as QuestionReport);
    at.now = { view: 'categories' };
    state.isComputing = true;
    expect([selection.view.id, selection.lost]).toEqual(['categories', null]);
    state.isComputing = false;
    expect(selection.view.id).toBe('overview');
    state.isStopped = true;
    expect([selection.view.id, selection.lost]).toEqual(['categories', null]);
  });

  it('has no more than texts and method where nobody has judged them either', () => {
    state.report = report();
    at.now = { view: 'items' };
    expect(ids()).toEqual(['overview', 'method']);
    expect(selection.lost).toBe(
      '“Items” needs people’s answers, and nobody has judged these texts. This is the Overview.',
    );
  });

  it('has the views of numbers but “Models” of a continuous question', () => {
    const size = { question: 'size', name: 'size', people, models: [] };
    state.report = { questions: [], continuous: [size] } as unknown as Report;
    at.now = { view: 'models' };
    expect(ids()).toEqual(['overview', 'people', 'items', 'method']);
    expect(selection.lost).toMatch(/^“Models” needs a model’s answers, and no model has answered “size”/);
    at.now = { view: 'categories' };
    expect(selection.lost).toMatch(/^“Categories” is of labels, and “size” is answered with numbers/);
  });
});

describe('what is shown', () => {
  it('is the first view of the first question and model where the address names none', () => {
    expect(selection.view.id).toBe('overview');
    expect([selection.question?.question, selection.model?.model]).toEqual(['mood', 'one']);
    expect(selection.shown).toMatchObject({ question: { question: 'mood' }, model: { model: 'one' } });
    expect(selection.lost).toBeNull();
  });

  it('is a model whose every answer failed where the address names it, or there is no other', () => {
    state.report = report(question('mood', 'silent', 'one'), question('tone', 'silent'));
    expect(selection.model?.model).toBe('one');
    at.now = { model: 'silent' };
    expect(selection.model?.model).toBe('silent');
    at.now = { question: 'tone' };
    expect(selection.model?.model).toBe('silent');
  });

  it('is what the address names', () => {
    at.now = { view: 'items', question: 'tone', model: 'two' };
    expect(selection.view.id).toBe('items');
    expect([selection.question?.question, selection.model?.model]).toEqual(['tone', 'two']);
    expect([selection.subjects.length, selection.subject]).toEqual([3, 2]);
  });

  it('comes nearest to what the address names, and says so when nothing more is to come', () => {
    at.now = { view: 'maps', question: 'size', model: 'three' };
    state.isComputing = true;
    expect(selection.lost).toContain('the view “maps”');
    expect(selection.lost).not.toContain('three');
    state.isComputing = false;
    expect(selection.lost).toContain('the view “maps”, the question “size” and the model “three”');
    expect(selection.question?.question).toBe('mood');
    state.unknown = ['far=1'];
    expect(selection.lost).toContain('and the threshold “far=1”');
  });

  it('is only the texts where no model has answered', () => {
    state.report = report(question('mood'));
    expect([selection.shown, selection.model, selection.subject]).toEqual([null, null, -1]);
    expect(selection.texts?.texts).toEqual(['A text']);
    state.report = null;
    expect([selection.texts, selection.questions]).toEqual([null, []]);
  });
});

describe('a model that the address names while the report grows', () => {
  const people = { items: 1, votes: 3 };
  const judged = (...models: readonly string[]) =>
    ({ ...question('mood', ...models), people }) as unknown as QuestionReport;
  beforeEach(() => {
    state.report = report(judged('one'));
    state.isComputing = true;
    at.now = { model: 'two' };
  });

  it('is waited for, and no other is shown in its place', () => {
    expect([selection.awaited, selection.model, selection.shown]).toEqual(['two', null, null]);
    expect(selection.shownPeople).toMatchObject({ question: { question: 'mood' } });
    expect(selection.lost).toBeNull();
    state.report = report(judged('one', 'two'));
    expect([selection.awaited, selection.model?.model]).toEqual([null, 'two']);
  });

  it('is still missing where the rest was stopped, and said to be lost only of the whole report', () => {
    state.isComputing = false;
    state.isStopped = true;
    expect([selection.awaited, selection.model, selection.lost]).toEqual(['two', null, null]);
    state.isStopped = false;
    expect([selection.awaited, selection.model?.model]).toEqual([null, 'one']);
    expect(selection.lost).toContain('the model “two”');
  });

  it('holds nothing up where another is chosen or none is named', () => {
    at.now = { model: 'one' };
    expect([selection.awaited, selection.model?.model]).toEqual([null, 'one']);
    at.now = {};
    expect([selection.awaited, selection.model?.model]).toEqual([null, 'one']);
    state.report = null;
    at.now = { model: 'two' };
    expect(selection.awaited).toBeNull();
  });

  it('is waited for with numbers too', () => {
    const size = { question: 'size', name: 'size', people, models: [model('one')] };
    state.report = { questions: [], continuous: [size] } as unknown as Report;
    expect([selection.awaited, selection.numberModel]).toEqual(['two', null]);
    state.report = {
      questions: [],
      continuous: [{ ...size, models: [model('one'), model('two')] }],
    } as unknown as Report;
    expect([selection.awaited, selection.numberModel?.model]).toEqual([null, 'two']);
  });
});

describe('the table of texts', () => {
  it('is asked for once while the report grows, again when another model is chosen', async () => {
    const stop = effect(() => selection.askColumns());
    flushSync();
    for (let partial = 0; partial < 8; partial++) {
      state.report = report(question('mood', 'one', 'two'), question('tone', 'two'));
      flushSync();
    }
    expect(asked).toEqual(['mood key of one']);
    await expect.poll(() => selection.texts?.columns).toEqual({ of: 'mood key of one' });
    at.now = { model: 'two' };
    expect(selection.shown?.columns).toBeNull();
    flushSync();
    expect(asked).toEqual(['mood key of one', 'mood key of two']);
    state.analyses = 2;
    flushSync();
    expect(asked).toHaveLength(3);
    stop();
  });
});

describe('a model that another of its name joins', () => {
  const twin = (key: string) =>
    ({ ...model('one'), method: `softmax, ${key}`, annotator: key }) as ModelReport;
  const [plain, calibrated] = [twin('plain'), twin('calibrated')];
  const withModels = (...models: readonly ModelReport[]) => report({ ...question('mood'), models });
  const shown = () => [selection.model?.annotator, selection.awaited, selection.lost];

  beforeEach(() => {
    state.report = withModels(plain);
    at.now = { model: 'one' };
    selection.followNames();
  });

  it('is still shown, and the address calls it what it is called by then', () => {
    state.report = withModels(plain, calibrated);
    expect(shown()).toEqual(['plain', null, null]);
    selection.followNames();
    expect(at.now.model).toBe('one (softmax, plain)');
    expect(shown()).toEqual(['plain', null, null]);
    // As by the back button.
    at.now = { model: 'one' };
    expect(shown()).toEqual(['plain', null, null]);
  });

  it('is come back to where the other one comes first into a report', () => {
    state.isComputing = true;
    state.report = withModels(calibrated);
    selection.followNames();
    state.report = withModels(calibrated, plain);
    expect(shown()).toEqual(['plain', null, null]);
    selection.followNames();
    state.isComputing = false;
    expect(shown()).toEqual(['plain', null, null]);
    expect(at.now.model).toBe('one (softmax, plain)');
  });

  it('is not taken for the one that a link means by its name in a report that is not whole', () => {
    at.now = { model: 'two' };
    const [first, second] = ['first', 'second'].map(
      (key) => ({ ...model('two'), method: `softmax, ${key}`, annotator: key }) as ModelReport,
    );
    state.isComputing = true;
    state.report = withModels(second);
    selection.followNames();
    state.report = withModels(second, first);
    state.isComputing = false;
    selection.followNames();
    expect(selection.lost).toContain('the model “two”');
  });

  it('is no model of another question, where its name is another’s', () => {
    state.report = report(
      { ...question('mood'), models: [plain] },
      { ...question('tone'), models: [calibrated] },
    );
    selection.followNames();
    at.now = { question: 'tone', model: 'one' };
    for (const isComputing of [true, false]) {
      state.isComputing = isComputing;
      expect(shown()).toEqual(['calibrated', null, null]);
    }
    state.isStopped = true;
    expect(shown()).toEqual(['calibrated', null, null]);
  });

  it('gives way to what comes nearest once it is taken out, and a link that never led to it is lost as before', () => {
    state.report = withModels(calibrated);
    expect(shown()).toEqual(['calibrated', null, null]);
    state.report = withModels(plain, calibrated);
    at.now = { model: 'two' };
    expect(selection.lost).toContain('the model “two”');
  });
});

describe('a model that is run', () => {
  const run = (name: string) => ({ plan: { model: { model: name } } });

  it('is shown once it has figures', () => {
    state.current = run('three');
    selection.followRuns();
    state.current = null;
    selection.followRuns();
    expect(at.now.model).toBeUndefined();
    state.report = report(question('mood', 'one', 'three'));
    selection.followRuns();
    expect(at.now.model).toBe('three');
    at.now = {};
    selection.followRuns();
    expect(at.now.model).toBeUndefined();
  });

  it('is not, if another was chosen meanwhile', () => {
    state.current = run('three');
    selection.followRuns();
    at.now = { model: 'two' };
    state.current = null;
    state.report = report(question('mood', 'one', 'two', 'three'));
    selection.followRuns();
    expect(selection.model?.model).toBe('two');
  });
});
