import { beforeEach, describe, expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { Question } from '../../../src/judgments/question.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { AnnotatingChoice } from '../../../src/pages/project/annotating-choice.svelte.ts';
import { TextLanguages } from '../../../src/pages/project/text-languages.svelte.ts';
import { OpenProject } from '../../../src/pages/project/project.svelte.ts';
import { ProjectFigures } from '../../../src/pages/project/project-figures.svelte.ts';
import type { Annotators } from '../../../src/pages/runs/annotators.ts';
import { AskingChoice } from '../../../src/pages/runs/asking-choice.svelte.ts';
import { RunQueue } from '../../../src/pages/runs/run-queue.svelte.ts';
import type { StoredMaps } from '../../../src/store/stored-maps.ts';
import type { StoredOutputs } from '../../../src/store/stored-outputs.ts';
import { TAB } from '../../../src/store/project-news.ts';
import type { StoredParts } from '../../../src/store/stored-parts.ts';
import type { StoredProjects } from '../../../src/store/stored-projects.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';
import { checkLanguages } from '../../../src/readers/text-languages.ts';
import type { ReaderWorker } from '../../../workers/reader.ts';
import { progressOf } from '../runs/progress.ts';
import { FakeAnalyses } from './fake-analysis.ts';

const CLASSIFIER = EMBEDDED_MODELS.find(({ kind }) => kind === 'classifier')!;
const LANGUAGE_MODEL = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model')!;
const QUESTION: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['glad', 'sad'] };

function dataset(texts: number): Dataset {
  return {
    name: 'Texts',
    ids: Array.from({ length: texts }, (_, item) => String(item)),
    texts: Array.from({ length: texts }, (_, item) => `Text ${item}`),
    questions: [{ question: QUESTION, origin: 'raters', votes: {} as never }],
    sources: [],
  };
}

/** An open project of so many texts, with runs that end when the test says so. */
function projectOf(
  texts: number,
  {
    fakes = new FakeAnalyses({}),
    prompts = Promise.resolve(),
    leftOut = [] as readonly string[],
    changes = 0,
  } = {},
) {
  const readers = new FakeWorkers<ReaderWorker>(() => ({ languages: checkLanguages }));
  const runs: { prompts: string | undefined; end: (error?: Error) => void; signal: AbortSignal }[] = [];
  const models: Pick<Annotators, 'annotate'> = {
    annotate: (_model, _placement, { prompt }, { signal }) => {
      const { promise, resolve, reject } = pending<ReturnType<typeof progressOf>>();
      runs.push({
        prompts: prompt?.id,
        signal,
        end: (error) =>
          error ? reject(error) : resolve(progressOf({ state: signal.aborted ? 'cancelled' : 'finished' })),
      });
      return promise;
    },
  };
  const outputs = { run: () => Promise.resolve(undefined) } as unknown as StoredOutputs;
  const projects = {
    load: () => Promise.resolve(dataset(texts)),
    thresholds: () => Promise.resolve({}),
    leftOut: () => Promise.resolve(leftOut),
  } as unknown as StoredProjects;
  const maps = { get: () => Promise.resolve(null) } as unknown as StoredMaps;
  const parts = { changes: () => Promise.resolve(changes) } as unknown as StoredParts;
  const asking = new AskingChoice(1, {
    inUse: () => prompts.then(() => undefined),
    use: () => Promise.resolve(),
    reset: () => Promise.resolve(),
  });
  const project = new OpenProject(
    1,
    { projects, parts, outputs, maps },
    {
      choice: new AnnotatingChoice(1, outputs, asking),
      figures: new ProjectFigures(1, fakes.workers.start, fakes.parts.start),
      languages: new TextLanguages(readers.start),
      queue: (onEnd) => new RunQueue(1, onEnd, models),
    },
  );
  return { project, runs, fakes };
}

beforeEach(() => sessionStorage.clear());

it('follows what another tab does with it', async () => {
  const { project, runs } = projectOf(3);
  const opening = project.open(true);
  await expect.poll(() => runs.length).toBe(1);
  project.hear({ project: 99, what: 'deleted' });
  expect(project.deletedElsewhere).toBeNull();
  project.hear({ project: project.id, what: 'renamed', name: 'Diary' });
  expect(project.dataset?.name).toBe('Diary');
  project.hear({ project: project.id, what: 'deleting' });
  expect(project.deletedElsewhere).toBe('deleting');
  project.hear({ project: project.id, what: 'brought back' });
  expect([project.deletedElsewhere, runs[0].signal.aborted]).toEqual([null, false]);
  project.hear({ project: project.id, what: 'deleted' });
  expect([project.deletedElsewhere, runs[0].signal.aborted]).toEqual(['deleted', true]);
  runs[0].end();
  await opening;
  // Nothing more is computed, asked or offered.
  await project.analyse();
  expect([project.queue.runs, project.figures.isComputing, project.trouble]).toEqual([[], false, null]);
  expect(sessionStorage.getItem(`dissensus:running:${project.id}`)).toBeNull();
});

describe('a project that another tab changes', () => {
  const changed = (changes: number, tab = 'another') =>
    ({ project: 1, what: 'changed', changes, tab }) as const;

  it('is to be opened again, and nothing is computed of what it has become', async () => {
    const { project, fakes } = projectOf(3, { changes: 2 });
    await project.open();
    // Heard late, of its own tab, or of what it was opened with.
    project.hear(changed(2));
    project.hear(changed(3, TAB));
    expect(project.changedElsewhere).toBe(false);
    project.hear(changed(3));
    expect(project.changedElsewhere).toBe(true);
    await project.analyse();
    expect(fakes.begun).toHaveLength(1);
  });

  it('before it is open is opened as it is by then', async () => {
    const { project } = projectOf(3, { changes: 2 });
    project.hear(changed(2));
    await project.open();
    expect(project.changedElsewhere).toBe(false);
    const { project: other } = projectOf(3, { changes: 2 });
    other.hear(changed(3));
    await other.open();
    expect(other.changedElsewhere).toBe(true);
  });

  it('by words or rules that its figures are computed by has them computed again', async () => {
    const { project, fakes } = projectOf(3);
    await project.open();
    const said = { project: 1, what: 'settings changed' } as const;
    project.hear({ ...said, of: 'figures', tab: TAB });
    project.hear({ ...said, of: 'verdicts', tab: 'another' });
    project.hear({ ...said, of: 'figures', tab: 'another' });
    await expect.poll(() => fakes.begun.length).toBe(2);
  });
});

describe('a project', () => {
  it('of which a person took models out says so', async () => {
    const { project, runs, fakes } = projectOf(3, { leftOut: ['a model'] });
    await project.open();
    expect(runs).toEqual([]);
    expect(fakes.begun).toHaveLength(1);
    expect(project.leftOut).toEqual(['a model']);
  });

  it('that a person asked to be annotated is, and then analysed', async () => {
    const { project, runs, fakes } = projectOf(3);
    const opened = project.open(true);
    await expect.poll(() => runs.length).toBe(1);
    expect(fakes.begun).toHaveLength(0);
    runs[0].end();
    await opened;
    await expect.poll(() => fakes.begun.length).toBe(1);
    expect(project.run?.state).toBe('finished');
  });

  it('is analysed, and waits to be asked for a run', async () => {
    const { project, runs, fakes } = projectOf(3);
    await project.open();
    expect([runs.length, fakes.begun.length]).toEqual([0, 1]);
  });

  it('that is left during a run stops it and computes nothing more', async () => {
    const { project, runs, fakes } = projectOf(3);
    const opened = project.open(true);
    await expect.poll(() => runs.length).toBe(1);
    project.close();
    expect(runs[0].signal.aborted).toBe(true);
    runs[0].end();
    await opened;
    expect([fakes.begun.length, project.trouble]).toEqual([0, null]);
  });

  it('that is left while its figures are computed says nothing more', async () => {
    const fakes = new FakeAnalyses();
    const { project } = projectOf(3, { fakes });
    const opened = project.open();
    await expect.poll(() => fakes.begun.length).toBe(1);
    project.close();
    await opened;
    expect(project.trouble).toBeNull();
    expect(fakes.workers.started[0].isEnded).toBe(true);
  });

  it('says why its figures could not be computed, and computes them when asked again', async () => {
    const fakes = new FakeAnalyses();
    const { project } = projectOf(3, { fakes });
    const opened = project.open();
    await expect.poll(() => fakes.begun.length).toBe(1);
    fakes.begun[0].fail(new Error('No memory.'));
    await opened;
    expect(project.trouble?.message).toBe('No memory.');
    project.trouble!.retry();
    await expect.poll(() => fakes.begun.length).toBe(2);
    fakes.begun[1].finish();
    await expect.poll(() => project.figures.isComputing).toBe(false);
    expect(project.trouble).toBeNull();
  });

  it('shows why a lone run failed, and does it again', async () => {
    const { project, runs } = projectOf(3);
    void project.open(true);
    await expect.poll(() => runs.length).toBe(1);
    runs[0].end(new Error('The text in row 2 is too odd.'));
    await expect.poll(() => project.run?.trouble).toBe('The text in row 2 is too odd.');
    // It stands beside the button, and not at the head of the page too.
    expect(project.trouble).toBeNull();
    void project.retry(project.run!);
    await expect.poll(() => runs.length).toBe(2);
    runs[1].end();
    await expect.poll(() => project.run?.state).toBe('finished');
    expect([project.trouble, project.run?.trouble]).toEqual([null, null]);
  });

  it('has what people said computed where its first run failed', async () => {
    const { project, runs, fakes } = projectOf(3);
    void project.open(true);
    await expect.poll(() => runs.length).toBe(1);
    runs[0].end(new Error('The model could not be loaded.'));
    await expect.poll(() => project.run?.trouble).toBe('The model could not be loaded.');
    await expect.poll(() => fakes.begun.length).toBe(1);
    expect(project.run?.trouble).toBe('The model could not be loaded.');
  });
});

describe('a run of a language model', () => {
  it('that is queued before its prompts have come has them', async () => {
    const prompts = pending();
    const { project, runs } = projectOf(3, { prompts: prompts.promise });
    await project.open();
    await project.choice.choose(CLASSIFIER);
    void project.annotate();
    await expect.poll(() => runs.length).toBe(1);
    void project.choice.choose(LANGUAGE_MODEL);
    const queued = project.enqueue();
    prompts.resolve();
    await queued;
    expect(project.queue.runs).toHaveLength(2);
    expect(project.queue.runs[1].plan.asked?.prompts).toHaveLength(1);
    runs[0].end();
    await expect.poll(() => runs.length).toBe(2);
    expect(runs[1].prompts).toBe(project.choice.asking.prompts[0].prompt.id);
  });

  it('is not begun for a project that was left before its prompts came', async () => {
    const prompts = pending();
    const { project, runs } = projectOf(3, { prompts: prompts.promise });
    await project.open();
    void project.choice.choose(LANGUAGE_MODEL);
    const annotated = project.annotate();
    project.close();
    prompts.resolve();
    await annotated;
    expect(runs).toHaveLength(0);
  });
});
