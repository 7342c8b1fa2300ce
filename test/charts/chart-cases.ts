import type { Component } from 'svelte';
import type { AgreementPoint } from '../../src/charts/agreement-point.ts';
import type { Along } from '../../src/charts/along-texts.ts';
import BudgetCurves from '../../src/charts/BudgetCurves.svelte';
import CourseBand from '../../src/charts/CourseBand.svelte';
import EntropyDensity from '../../src/charts/EntropyDensity.svelte';
import GapAgainstSize from '../../src/charts/GapAgainstSize.svelte';
import type { GradientMark } from '../../src/charts/gradient-mark.ts';
import GradientScatter from '../../src/charts/GradientScatter.svelte';
import HeatMap from '../../src/charts/HeatMap.svelte';
import type { IntervalRow } from '../../src/charts/interval-row.ts';
import IntervalRows from '../../src/charts/IntervalRows.svelte';
import LabelsAgainstUncertainty from '../../src/charts/LabelsAgainstUncertainty.svelte';
import LabelShares from '../../src/charts/LabelShares.svelte';
import type { NumberMark } from '../../src/charts/number-mark.ts';
import NumberScatter from '../../src/charts/NumberScatter.svelte';
import ReliabilityCurve from '../../src/charts/ReliabilityCurve.svelte';
import type { SizedModel } from '../../src/charts/sized-model.ts';
import StackedCourse from '../../src/charts/StackedCourse.svelte';
import WorthCurve from '../../src/charts/WorthCurve.svelte';

/** What a chart is to draw, by what is special about it. */
export interface ChartCases {
  readonly chart: Component<Record<string, unknown>>;
  readonly cases: Readonly<Record<string, Record<string, unknown>>>;
}

const WORDS = { title: 'A chart', finding: 'All is well.', caption: 'Of three texts.' };
const LONG = 'a model with a very long name (asked in the third of its ways, calibrated)';
const LABELS = Array.from({ length: 28 }, (_, place) => `label ${place + 1}`);

/** Holds props to those of the chart, which {@link ChartCases} no longer knows. */
function cases<Props extends typeof WORDS>(
  chart: Component<Props>,
  own: Readonly<Record<string, Omit<NoInfer<Props>, keyof typeof WORDS>>>,
): ChartCases {
  return {
    chart: chart as unknown as ChartCases['chart'],
    cases: Object.fromEntries(Object.entries(own).map(([name, props]) => [name, { ...WORDS, ...props }])),
  };
}

const ROWS: readonly IntervalRow[] = [
  { label: 'half of the raters to the others', role: 'people', mean: 0.21, lo: 0.2, hi: 0.225, href: '#a' },
  { label: 'model', role: 'model', mean: 0.34, lo: 0.31, hi: 0.37, href: '#b' },
  { label: 'uniform', role: 'reference', mean: 0.5 },
];

const POINTS: readonly AgreementPoint[] = [
  {
    name: 'the other half',
    role: 'people',
    labels: { mean: 0.71, lo: 0.68, hi: 0.74 },
    uncertainty: { mean: 0.42, lo: 0.36, hi: 0.48 },
    href: '#people',
  },
  {
    name: 'tiny',
    role: 'model',
    labels: { mean: 0.69, lo: 0.66, hi: 0.72 },
    uncertainty: { mean: 0.11, lo: 0.05, hi: 0.17 },
    ifExact: 0.5,
  },
  {
    name: 'large',
    role: 'model',
    labels: { mean: 0.5, lo: 0.47, hi: 0.53 },
    uncertainty: { mean: -0.04, lo: -0.1, hi: 0.02 },
    ifExact: 0.47,
  },
];

const GRADIENT: readonly GradientMark[] = [
  {
    label: 'joy',
    x: 0.1,
    y: 0.32,
    lo: 0.2,
    hi: 0.44,
    support: 120,
    markers: ['glad', 'happy'],
    href: '#joy',
  },
  { label: 'gratitude', x: 0.62, y: 0.91, lo: 0.86, hi: 1.8, support: 80, markers: ['thanks'], href: '#g' },
  { label: 'realization', x: 0.04, y: -0.05, support: 31, markers: [], href: '#realization' },
];

const BUDGET = [
  { method: 'temperature', labels: 10, mean: 1.31, lo: 1.2, hi: 3.9 },
  { method: 'temperature', labels: 100, mean: 1.18, lo: 1.15, hi: 1.22 },
  { method: 'temperature', labels: 1000, mean: 1.17, lo: 1.16, hi: 1.18 },
  { method: 'bias', labels: 10, mean: 2.9, lo: 1.4, hi: 5 },
  { method: 'bias', labels: 100, mean: 1.2, lo: 1.1, hi: 1.35 },
  { method: 'bias', labels: 1000, mean: 1.12, lo: 1.11, hi: 1.13 },
  { method: 'noise', labels: 100, mean: 1.25, lo: 1.2, hi: 1.3 },
];

const BIN = { from: 0, to: 0.1, pairs: 1200, meanModel: 0.02, meanPeople: 0.05, error: 0.01 };

const IN_FILE: Along = { name: 'text', isDate: false, written: String };
const BY_DATE: Along = {
  name: 'date',
  isDate: true,
  written: (at) => new Date(at).toISOString().slice(0, 10),
};
const DAY = 86_400_000;
const hrefOf = (text: number) => `#${text}`;

const NUMBERS: readonly NumberMark[] = [
  { x: 10, y: 14, xEnds: [5, 15], yEnds: [12, 16] },
  { x: 55.5, y: 40, xEnds: [50, 61] },
  { x: 90, y: 97 },
];

const SIZED: readonly SizedModel[] = [
  { name: 'MiniLM', parameters: 22e6, tuning: 'people', gap: { mean: 0.08, lo: 0.07, hi: 0.09 }, href: '#m' },
  { name: 'story LM', parameters: 5e6, tuning: 'none', gap: { mean: 0.31, lo: 0.3, hi: 0.33 } },
  { name: 'RoBERTa', parameters: 125e6, tuning: 'other texts', gap: { mean: 0.12, lo: 0.1, hi: 0.13 } },
  { name: LONG, parameters: 135e6, tuning: 'none', gap: { mean: 0.12, lo: 0.11, hi: 0.14 } },
];

/** Charts that can be drawn without a browser, each with what has gone wrong or might. */
export const CHART_CASES: Readonly<Record<string, ChartCases>> = {
  IntervalRows: cases(IntervalRows, {
    'a few rows': { rows: ROWS, axis: 'divergence: 0 = same distribution' },
    'one row without an interval': { rows: [ROWS[2]], axis: 'divergence' },
    'nothing but zero': { rows: [{ label: 'model', role: 'model', mean: 0 }], axis: 'divergence' },
    'below zero, in per cent': {
      rows: [{ label: 'temperature', role: 'model', mean: -3.2, lo: -5, hi: 1.1 }, ROWS[0]],
      axis: 'reduction in %: above 0 closer to people, below 0 further away',
      decimals: 1,
    },
    'below the axis that was asked for': {
      rows: [{ label: 'same uncertainty (ρ)', role: 'model', mean: -0.04 }, ROWS[0]],
      axis: '1 = agrees fully',
      domain: [0, 1],
    },
    'more than ten rows': {
      rows: Array.from({ length: 17 }, (_, place) => ({ ...ROWS[1], label: `model ${place + 1}` })),
      axis: 'divergence',
    },
    'equal and very long labels': {
      rows: [ROWS[0], ROWS[1], { ...ROWS[1], label: LONG }, { ...ROWS[1], mean: 0.33 }],
      axis: 'divergence: 0 = same distribution',
      domain: [0.1, 1],
    },
  }),
  LabelShares: cases(LabelShares, {
    'people and a model': {
      shares: [
        { label: 'joy', people: 0.31, model: 0.4, href: '#joy' },
        { label: 'anger', people: 0, model: 0.002, href: '#anger' },
        { label: LONG, people: 0.69, model: 0.598 },
      ],
      compared: 'raters',
    },
    'people before any model': {
      shares: [
        { label: 'joy', people: 0.6 },
        { label: 'anger', people: 0.4 },
      ],
      compared: 'raters',
    },
    'nobody but the model': { shares: [{ label: 'joy', model: 1 }], compared: 'raters' },
    'equal labels': {
      shares: [
        { label: 'joy', people: 0.3, model: 0.4 },
        { label: 'joy', people: 0.7, model: 0.6 },
      ],
      compared: 'raters',
    },
    'no label': { shares: [], compared: 'raters' },
    '28 labels': {
      shares: LABELS.map((label, place) => ({ label, people: place / 378, model: (27 - place) / 378 })),
      compared: 'raters',
    },
  }),
  LabelsAgainstUncertainty: cases(LabelsAgainstUncertainty, {
    'people and two models': { points: POINTS, constant: 0.38, constantName: 'majority baseline' },
    'people alone': { points: [POINTS[0]], constant: 0.7, constantName: 'majority baseline' },
    'no width anywhere': {
      points: [
        {
          name: LONG,
          role: 'people',
          labels: { mean: 0.5, lo: 0.5, hi: 0.5 },
          uncertainty: { mean: 0, lo: 0, hi: 0 },
        },
      ],
      constant: 0.5,
      constantName: 'majority baseline',
    },
  }),
  GradientScatter: cases(GradientScatter, {
    'three categories and a slope': {
      marks: GRADIENT,
      upwards: 'agreement',
      slope: { mean: 1.4, lo: 0.9, hi: 1.9 },
    },
    'equal labels': {
      marks: [GRADIENT[0], { ...GRADIENT[1], label: 'joy' }],
      upwards: 'agreement',
      slope: null,
    },
    'one category without a slope': { marks: [GRADIENT[2]], upwards: 'raw agreement', slope: null },
    '28 categories': {
      marks: LABELS.map((label, place) => ({
        label,
        x: (place % 7) / 10,
        y: place / 28,
        support: 10 + place,
        markers: [],
        href: `#${place}`,
      })),
      upwards: 'agreement',
      slope: { mean: 0.5, lo: 0.2, hi: 0.8 },
    },
  }),
  EntropyDensity: cases(EntropyDensity, {
    'five texts': {
      people: [0, 0.92, 0.92, 1.5, 0],
      model: [0.3, 1.1, 1.1, 0.2, 2.1],
      largest: 2.32,
      hrefOf: (people: readonly number[], model: readonly number[]) => `#${people.join()}/${model.join()}`,
    },
    'one text': { people: [1], model: [1], largest: 1, hrefOf: () => '#one' },
    'one label': { people: [0], model: [0], largest: 0, hrefOf: () => '#one' },
    'no text': { people: [], model: [], largest: 1.58, hrefOf: () => '#none' },
  }),
  HeatMap: cases(HeatMap, {
    'two models, one value missing': {
      columns: ['joy', 'anger', LONG],
      rows: [
        { label: 'tiny', values: [0.2, null, 0.9] },
        { label: LONG, values: [0, 0.5, 1] },
      ],
      measure: 'agreement',
      ends: [0, 1],
      hrefOf: (row: number, column: number) => `#${row}/${column}`,
    },
    'two sides, equal names': {
      columns: ['joy', 'joy'],
      rows: [
        { label: 'tiny', values: [-0.2, 0.1] },
        { label: 'tiny', values: [0, 0.05] },
      ],
      measure: 'bias',
      ends: [-0.2, 0.1],
      hrefOf: () => '#',
    },
    'more rows than level headings have room for': {
      columns: ['joy', 'anger'],
      rows: Array.from({ length: 8 }, (_, row) => ({ label: `rater ${row}`, values: [row / 7, null] })),
      measure: 'kappa',
      ends: [-1, 1],
      role: 'people',
    },
    'all the same': {
      columns: ['joy'],
      rows: [{ label: 'tiny', values: [0.4] }],
      measure: 'agreement',
      ends: [0.4, 0.4],
      hrefOf: () => '#',
    },
    '28 labels': {
      columns: LABELS,
      rows: [{ label: 'tiny', values: LABELS.map((_, place) => place / 27) }],
      measure: 'agreement',
      ends: [0, 1],
      hrefOf: () => '#',
    },
  }),
  ReliabilityCurve: cases(ReliabilityCurve, {
    'three tenths': {
      bins: [
        BIN,
        { from: 0.1, to: 0.6, pairs: 300, meanModel: 0.3, meanPeople: 0.41, error: 0.08 },
        { from: 0.6, to: 1, pairs: 40, meanModel: 0.9, meanPeople: 0.97, error: 0.2 },
      ],
      href: '#gap',
    },
    'one tenth': { bins: [BIN], href: '#gap' },
    'no tenth': { bins: [], href: '#gap' },
  }),
  WorthCurve: cases(WorthCurve, {
    'lines that cross': {
      curve: [
        { k: 0, items: 200, people: -3.3, model: -1.9 },
        { k: 1, items: 200, people: -2.4, model: -1.9 },
        { k: 2, items: 150, people: -1.8, model: -1.88 },
      ],
      k: 1.7,
      href: '#people',
    },
    'one number of annotators': {
      curve: [{ k: 0, items: 1, people: -2, model: -2 }],
      k: null,
    },
  }),
  BudgetCurves: cases(BudgetCurves, {
    'three methods': { points: BUDGET, before: 1.26, measure: 'cross-entropy', href: '#gap' },
    'one size': { points: [BUDGET[1]], before: 1.18, measure: 'cross-entropy', href: '#gap' },
    'no method': { points: [], before: 1.2, measure: 'cross-entropy', href: '#gap' },
  }),
  CourseBand: cases(CourseBand, {
    'places in the file': {
      points: Array.from({ length: 40 }, (_, at) => ({
        at: at + 1,
        text: at,
        mean: at / 80,
        lo: at / 90,
        hi: 0.05 + at / 80,
      })),
      along: IN_FILE,
      axis: 'mean probability of joy',
      domain: [0, 1],
      hrefOf,
    },
    'dates, and always the same': {
      points: [0, 1].map((text) => ({ at: text * DAY, text, mean: 3, lo: 3, hi: 3 })),
      along: BY_DATE,
      axis: 'mean valence',
      domain: [1, 5],
      hrefOf,
    },
  }),
  StackedCourse: cases(StackedCourse, {
    'three labels and the rest': {
      labels: ['joy', 'neutral', 'anger', 'others'],
      rest: 'others',
      points: [
        { at: 1, text: 0, shares: [0.5, 0.2, 0.2, 0.1] },
        { at: 2, text: 1, shares: [0.1, 0.85, 0.05, 0] },
      ],
      along: IN_FILE,
      hrefOf,
    },
    'one label by dates': {
      labels: [LONG],
      rest: null,
      points: [0, 1, 2].map((text) => ({ at: text * DAY, text, shares: [1] })),
      along: BY_DATE,
      hrefOf,
    },
  }),
  NumberScatter: cases(NumberScatter, {
    'one scale for both': { marks: NUMBERS, across: 'people', upwards: 'model', equal: true },
    'with levels': {
      marks: [...NUMBERS, { x: 30, y: -20 }],
      across: 'mean',
      upwards: 'difference',
      levels: [2, -30, 34],
    },
    'one text': { marks: [NUMBERS[2]], across: 'people', upwards: 'model' },
    'no text': { marks: [], across: 'people', upwards: 'model', equal: true },
  }),
  GapAgainstSize: cases(GapAgainstSize, {
    'every way of tuning': {
      models: SIZED,
      levels: [{ name: 'uniform', role: 'reference', gap: { mean: 0.4, lo: 0.39, hi: 0.41 } }],
      floor: {
        name: 'the other half of the raters',
        role: 'people',
        gap: { mean: 0.05, lo: 0.04, hi: 0.06 },
      },
    },
    'one model': { models: [SIZED[1]], levels: [] },
  }),
};
