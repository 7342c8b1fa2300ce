import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../cli/arguments.ts';
import { UsageError } from '../../cli/usage-error.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';

const MODEL = EMBEDDED_MODELS[0].model;

describe('the command line', () => {
  it('reads by what rule more raters were asked', () => {
    const line = ['analyse', 'a.csv', '--out', 'r.json', '--more-raters', '3+2 unless two agree'];
    expect(parseArguments(line)).toMatchObject({ moreRaters: { first: 3, more: 2, unless: 'two agree' } });
  });

  it('reads where the lines of the verdicts are drawn', () => {
    const line = 'analyse a.csv --out r.json --threshold distance=0.15 --threshold worth=2';
    expect(parseArguments(line.split(' '))).toMatchObject({
      thresholds: { ...DEFAULT_SETTINGS.thresholds, distance: 0.15, worth: 2 },
    });
  });

  it('reads analyse with its files in order', () => {
    expect(parseArguments(['analyse', 'b.csv', '--model', 'embedded', 'a.csv', '--out', 'r.json'])).toEqual({
      name: 'analyse',
      files: ['b.csv', 'a.csv'],
      models: [MODEL],
      out: 'r.json',
      predictions: [],
      seed: DEFAULT_SETTINGS.seed,
      epsilon: DEFAULT_SETTINGS.epsilon,
      thresholds: DEFAULT_SETTINGS.thresholds,
      moreRaters: null,
      embed: false,
      lexicon: null,
      table: null,
    });
  });

  it('reads which words of labels count, for the report and for the paper’s tables', () => {
    for (const name of ['analyse', 'replicate'])
      expect(parseArguments([name, 'a.csv', '--out', 'r.json', '--lexicon', 'w.txt'])).toMatchObject({
        lexicon: 'w.txt',
      });
    expect(() => parseArguments(['read', 'a.csv', '--out', 'r.json', '--lexicon', 'w.txt'])).toThrow(
      /--lexicon belongs to/,
    );
  });

  it('reads whether texts are read for the embedding score, which is one way or the other', () => {
    expect(parseArguments(['analyse', 'a.csv', '--out', 'r.json', '--embed'])).toMatchObject({ embed: true });
    const replicate = ['replicate', 'a.csv', '--out', 'tables'];
    expect(parseArguments(replicate)).toMatchObject({ embed: false, embeddings: null });
    expect(parseArguments([...replicate, '--embed'])).toMatchObject({ embed: true });
    expect(() => parseArguments([...replicate, '--embed', '--embeddings', 'v.csv'])).toThrow(
      /one of the two/,
    );
    expect(() => parseArguments(['read', 'a.csv', '--out', 'r.json', '--embed'])).toThrow(
      /--embed belongs to/,
    );
  });

  it('reads where the table of results goes, its format by its name', () => {
    const line = ['analyse', 'a.csv', '--out', 'r.json', '--table', 't.XLSX', '--no-texts'];
    expect(parseArguments(line)).toMatchObject({ table: { path: 't.XLSX', format: 'xlsx', texts: false } });
    for (const [wrong, words] of [
      [['--table', 't.txt'], '--table is "t.txt"; its name must end with .csv, .jsonl, .parquet, .xlsx'],
      [['--no-texts'], '--no-texts belongs to analyse with --table'],
    ] as const)
      expect(() => parseArguments(['analyse', 'a.csv', '--out', 'r.json', ...wrong])).toThrow(words);
  });

  it('reads which questions are continuous', () => {
    const line = 'read a.csv --out r.json --kind ordinal --kind valence=continuous';
    expect(parseArguments(line.split(' '))).toMatchObject({
      reading: {
        said: {
          kinds: [
            { question: null, kind: 'ordinal' },
            { question: 'valence', kind: 'continuous' },
          ],
        },
      },
    });
    expect(() => parseArguments([...line.split(' '), '--kind', 'valence=number'])).toThrow(
      '--kind is "number"; one of "continuous", "ordinal" is expected.',
    );
  });

  it('reads a seed, and takes a model by its name or none', () => {
    const named = parseArguments(['analyse', 'a.csv', '--model', MODEL, '--out', 'r', '--seed', '12']);
    expect(named).toMatchObject({ models: [MODEL], seed: 12 });
    expect(parseArguments(['analyse', 'a.csv', '--out', 'r'])).toMatchObject({ models: [] });
  });

  it('reads several files of predictions and the alt-test’s allowance', () => {
    const line = 'analyse a.csv --predictions b.csv --predictions c.jsonl --epsilon 0.2 --out r';
    expect(parseArguments(line.split(' '))).toMatchObject({
      predictions: ['b.csv', 'c.jsonl'],
      epsilon: 0.2,
    });
  });

  it('tells fitting a calibrator from applying one', () => {
    const fit = 'calibrate a.csv --predictions b.csv --method isotonic --seed 3 --out c.json';
    expect(parseArguments(fit.split(' '))).toEqual({
      name: 'fit',
      files: ['a.csv'],
      models: [],
      predictions: ['b.csv'],
      method: 'isotonic',
      seed: 3,
      out: 'c.json',
    });
    const apply = 'calibrate a.csv --model embedded --calibrator c.json --out p.parquet --no-texts';
    expect(parseArguments(apply.split(' '))).toEqual({
      name: 'apply',
      files: ['a.csv'],
      models: [MODEL],
      predictions: [],
      calibrator: 'c.json',
      out: 'p.parquet',
      format: 'parquet',
      texts: false,
    });
  });

  it.each([
    ['p.csv', 'csv'],
    ['p.jsonl', 'jsonl'],
    ['folder/P.PARQUET', 'parquet'],
  ])('takes the format of %s from its ending', (out, format) => {
    const parsed = parseArguments(['annotate', 'a.txt', '--model', 'embedded', '--out', out]);
    expect(parsed).toMatchObject({ name: 'annotate', out, format, texts: true });
    const dated = parseArguments([
      'annotate',
      'a.txt',
      '--model',
      'embedded',
      '--out',
      out,
      '--dates',
      'text',
    ]);
    expect(dated).toMatchObject({ name: 'annotate', reading: { dates: 'text' } });
  });

  it('leaves the texts out when told to', () => {
    const parsed = parseArguments(['annotate', 'a', '--model', 'embedded', '--out', 'p.csv', '--no-texts']);
    expect(parsed).toMatchObject({ texts: false });
  });

  it.each([
    ['', /analyse, annotate, calibrate, read, replicate or schema/],
    ['summarise a.csv --out r.json', /no command "summarise"/],
    ['schema a.csv', /schema takes no files/],
    ['schema --out r.json', /schema takes no files and no options/],
    ['analyse --out r.json', /Name the files to analyse/],
    ['analyse a.csv --model embedded', /--out/],
    ['analyse a.csv --model roberta-large --out r.json', /no model "roberta-large"; there are embedded, /],
    ['analyse a.csv --out r.json --seed 1.5', /--seed is "1.5"/],
    ['analyse a.csv --out r.json --seed 9007199254740993', /--seed is/],
    ['analyse a.csv --out r.json --epsilon 2', /--epsilon is "2"/],
    ['analyse a.csv --out r.json --slice news', /--slice is "news"; the name/],
    ['read a.csv --out r.json --slice a=b', /--slice belongs to analyse/],
    ['analyse a.csv --out r.json --slice a=b --compare news', /--compare is "news"; the name/],
    ['analyse a.csv --out r.json --compare a=b', /--slice is to name the first/],
    ['analyse a.csv --out r.json --threshold far=1', /There is no threshold "far"; there are .*distance/],
    ['analyse a.csv --out r.json --more-raters 3+2', /--more-raters is "3\+2"/],
    ['analyse a.csv --out r.json --threshold distance', /--threshold is "distance"/],
    ['analyse a.csv --out r.json --threshold distance=-1', /--threshold is "distance=-1"/],
    [
      'annotate a.csv --model embedded --out p.csv --predictions b.csv',
      /--predictions belongs to analyse and calibrate/,
    ],
    ['read a.csv --out r.json --no-texts', /--no-texts belongs to analyse and annotate and calibrate/],
    ['analyse a.csv --out r.json --verbose', /--verbose/],
    ['annotate a.csv --out p.csv', /--model/],
    ['annotate a.csv --model embedded --out p.csv --text words', /annotate takes the texts alone/],
    [
      'annotate a.csv --model embedded --out p.csv --text words --dates apart',
      /annotate takes the texts alone/,
    ],
    ['annotate a.txt --model embedded --out p.csv --dates off', /--dates is "off"; one of "apart", "text"/],
    ['annotate a.csv --model embedded --out p.xlsx', /"p.xlsx".*\.csv, \.jsonl, \.parquet/],
    ['annotate a.csv --model embedded --out p.csv --seed 1', /--seed belongs to analyse and calibrate/],
    ['annotate a.csv --model embedded --model embedded --out p.csv', /one model at a time/],
    [
      'calibrate a.csv --out c.json --method platt',
      /no calibration method "platt"; there are "temperature", /,
    ],
    ['calibrate a.csv --out c.json --epsilon 0.1', /--epsilon belongs to analyse/],
    ['calibrate a.csv --out c.json --no-texts', /--no-texts belongs to calibrate with --calibrator/],
    ['calibrate a.csv --calibrator c.json --out p.json', /"p.json".*\.csv, \.jsonl, \.parquet/],
    ['calibrate a.csv --calibrator c.json --out p.csv --seed 1', /--seed belongs to fitting/],
  ])('refuses "%s", saying what is wrong', (line, message) => {
    const parse = () => parseArguments(line.split(' ').filter(Boolean));
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
