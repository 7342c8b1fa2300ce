import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAPER_TABLES } from '../../src/analysis/paper/paper-row.ts';
import { expected } from '../reference/case.ts';
import { EMBEDDINGS, PAPER_FOLDER, paperFileNames } from '../analysis/paper/paper-form.ts';
import { dissensus, type Outcome } from './dissensus.ts';

const FILES = paperFileNames().map((name) => join(PAPER_FOLDER, name));
const GROUPS = ['--group', 'api=gpt-5.4-mini', '--group', 'open=llama3.1-8b'];
const COLUMNS = 'table,model,temperature,level,category,other,metric,value,lo,hi,p,n';

let folder: string;
let run: Outcome;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-replicate-'));
  const embeddings = ['--embeddings', join(PAPER_FOLDER, EMBEDDINGS)];
  run = await dissensus(folder, 'replicate', ...FILES, ...embeddings, ...GROUPS, '--out', 'tables');
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

const read = (name: string) => readFile(join(folder, 'tables', name), 'utf8');

describe('replicate', () => {
  it('writes one long table, a file for each table, and a page', async () => {
    expect(run.status, run.stderr).toBe(0);
    const names = [...PAPER_TABLES.map((table) => `${table}.csv`), 'paper.csv', 'paper.html'];
    expect((await readdir(join(folder, 'tables'))).sort()).toEqual(names.sort());
  });

  it('writes every figure in full precision under the names of the protocol', async () => {
    const text = await read('paper.csv');
    expect(text.startsWith(`${COLUMNS}\n`)).toBe(true);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    const found = new Map(rows.map((row) => [Object.values(row).slice(0, 7).join('|'), row]));
    const reference = expected('paper') as unknown as readonly (string | number | null)[][];
    const closed = reference.filter((line) => !line.includes('temperature'));
    for (const line of closed) {
      const row = found.get(line.slice(0, 7).join('|'))!;
      const value = row.value === '' ? NaN : Number(row.value);
      const wanted = line[7] as number | null;
      if (wanted === null) expect(row.value).toBe('');
      else expect(Math.abs(value - wanted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted)));
    }
    expect(closed.length).toBeGreaterThan(2000);
  });

  it('divides the long table among the others', async () => {
    const all = (await read('paper.csv')).split('\n').slice(1);
    const parts = await Promise.all(
      PAPER_TABLES.map(async (table) => (await read(`${table}.csv`)).split('\n').slice(1, -1)),
    );
    expect([...parts.flat(), '']).toEqual(all);
  });

  it('says what was done with answers that cannot be read, in both places', async () => {
    const page = await read('paper.html');
    for (const text of [run.stderr, page])
      expect(text).toMatch(/Unreadable: \d+ answers; one with labels counts as “neutral”/);
    expect(page).not.toMatch(/undefined|NaN|<script/);
    expect(page.match(/<section>/g)).toHaveLength(PAPER_TABLES.length);
  });

  it('says why what needs other files is missing', async () => {
    const people = FILES.filter(
      (file) => /annotator_distributions|gpt/.test(file) && !file.includes('emobank'),
    );
    const words = join(folder, 'nrc.txt');
    await writeFile(words, 'glad\tjoy\t1\n');
    const less = await dissensus(
      folder,
      'replicate',
      ...people,
      '--lexicon',
      words,
      '--unreadable',
      'failed',
      '--out',
      'tables/less',
    );
    expect(less.status, less.stderr).toBe(0);
    const page = await readFile(join(folder, 'tables/less/paper.html'), 'utf8');
    for (const reason of [
      'Kappa',
      'The texts are in none of these files',
      '--embeddings',
      'No file holds people’s ratings',
    ])
      expect(page).toContain(reason);
    expect(less.stderr).toMatch(/Left out: \d+ unreadable answers \(--unreadable neutral/);
    expect(await readdir(join(folder, 'tables/less'))).not.toContain('continuous.csv');
  });

  it('makes the vectors itself where it is asked to', async () => {
    const own = await dissensus(folder, 'replicate', ...FILES, '--embed', '--out', 'tables/embedded');
    expect(own.status, own.stderr).toBe(0);
    expect(own.stderr).toMatch(/^all-MiniLM-L6-v2: \d+ texts read in/m);
    const rows = parse(await readFile(join(folder, 'tables/embedded/transparency.csv'), 'utf8'), {
      columns: true,
    }) as Record<string, string>[];
    const scores = rows.filter(({ metric, category }) => metric === 'embedding' && category !== '');
    expect(scores.length).toBeGreaterThan(5);
    for (const { value } of scores) expect(Math.abs(Number(value))).toBeLessThan(1);
    expect(await readFile(join(folder, 'tables/embedded/paper.html'), 'utf8')).not.toContain('--embeddings');
  });

  it('takes away what an earlier run wrote of tables that have no figures now, and no file of another kind', async () => {
    const people = FILES.filter(
      (file) => /annotator_distributions|gpt/.test(file) && !file.includes('emobank'),
    );
    const again = join(folder, 'again');
    await mkdir(again);
    await writeFile(join(again, 'continuous.csv'), `${COLUMNS}\ncontinuous,m,all,,V,,mae,1,,,,4\n`);
    await writeFile(join(again, 'texts.csv'), 'id,text\na,mine\n');
    await writeFile(join(again, 'other.csv'), `${COLUMNS}\n`);
    const second = await dissensus(folder, 'replicate', ...people, '--out', 'again');
    expect(second.status, second.stderr).toBe(0);
    const names = await readdir(again);
    expect(names).not.toContain('continuous.csv');
    expect(names).toEqual(expect.arrayContaining(['texts.csv', 'other.csv', 'divergence.csv']));
    expect(second.stderr).toContain(`Removed ${join('again', 'continuous.csv')}`);
    expect(second.stderr).toContain(`Left ${join('again', 'texts.csv')}`);
  });

  it.each([
    [['--group', 'api=gpt-9'], 'there are gpt-5.4-mini'],
    [['--group', 'gpt'], '--group is "gpt"'],
    [['--group', 'a=gpt-5.4-mini'], 'compared with no other group'],
    [['--group', 'a=gpt-5.4-mini', '--group', 'b=gpt-5.4-mini'], 'gpt-5.4-mini is in it twice'],
    [['--unreadable', 'maybe'], 'neutral or failed'],
    [['--lexicon', 'none.txt'], 'There is no file none.txt'],
    [['--scale', '1..5'], 'replicate reads files in the form of the paper alone'],
  ])('refuses %s', async (args, words) => {
    const files = FILES.filter(
      (file) => /distributions|gpt-5.4-mini_results/.test(file) && !file.includes('emobank'),
    );
    const refused = await dissensus(folder, 'replicate', ...files, '--out', 'refused', ...args);
    expect(refused.status).toBeGreaterThan(0);
    expect(refused.stderr).toContain(words);
  });

  it('needs people', async () => {
    const models = FILES.filter((file) => file.includes('gpt'));
    const refused = await dissensus(folder, 'replicate', ...models, '--out', 'refused');
    expect(refused).toMatchObject({ status: 3 });
    expect(refused.stderr).toContain('no answers of people');
  });
});
