// @vitest-environment happy-dom
import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/analyse.ts';
import { textColumns } from '../../../src/jobs/text-columns.ts';
import type { ModelJudgments } from '../../../src/analysis/model-judgments.ts';
import { hasLabels } from '../../../src/analysis/question-kinds.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { annotatorKey } from '../../../src/judgments/annotator.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { sequences } from '../../../src/pages/read/parts/sequences.ts';
import { questionTold, type QuestionTold } from '../../../src/pages/report-file/question-told.ts';
import ReportCalibration from '../../../src/pages/report-file/ReportCalibration.svelte';
import ReportCategories from '../../../src/pages/report-file/ReportCategories.svelte';
import ReportCharts from '../../../src/pages/report-file/ReportCharts.svelte';
import ReportInputs from '../../../src/pages/report-file/ReportInputs.svelte';
import ReportMethod from '../../../src/pages/report-file/ReportMethod.svelte';
import ReportModels from '../../../src/pages/report-file/ReportModels.svelte';
import ReportShares from '../../../src/pages/report-file/ReportShares.svelte';
import ReportSummary from '../../../src/pages/report-file/ReportSummary.svelte';
import ReportTransparency from '../../../src/pages/report-file/ReportTransparency.svelte';
import ReportUncertainty from '../../../src/pages/report-file/ReportUncertainty.svelte';
import ReportVerdicts from '../../../src/pages/report-file/ReportVerdicts.svelte';
import { drawChart } from '../../charts/drawn-chart.ts';
import { diary, diaryModels } from '../../readers/benchmarks/diary.ts';

const FEW = {
  ...DEFAULT_SETTINGS,
  resamples: 50,
  groupDraws: 20,
  exactDraws: 20,
  ceilingDraws: 20,
  flips: 50,
  permutations: 50,
  budgetDraws: 2,
};
const TOPICS = [
  ReportCharts,
  ReportModels,
  ReportVerdicts,
  ReportCategories,
  ReportUncertainty,
  ReportCalibration,
  ReportTransparency,
  ReportShares,
] as const;

function drawn<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string {
  const chart = drawChart(component, props, { surface: 'sheet', width: 680 });
  const words = chart.page.textContent.replace(/\s+/g, ' ');
  expect(chart.page.querySelector('[data-failed]')?.textContent ?? null).toBeNull();
  chart.end();
  return words;
}

async function toldOf(dataset: Dataset, predictions: readonly ModelJudgments[]) {
  const report = await analyse(dataset, predictions, FEW);
  const questions: QuestionTold[] = [];
  for (const question of report.questions) {
    const asked =
      dataset.questions.filter(hasLabels).find((one) => one.question.id === question.question) ?? null;
    questions.push(
      await questionTold(
        report,
        question,
        ({ annotator }) => {
          const answer = predictions.find(
            (one) => annotatorKey(one.annotator) === annotator && one.question.id === question.question,
          );
          return Promise.resolve(answer ? textColumns(asked, answer, 2, 1) : null);
        },
        sequences(dataset)[0],
      ),
    );
  }
  return { report, questions };
}

/** Models' answers to a data set, and the same under another name. */
function answersTo(dataset: Dataset): ModelJudgments[] {
  return diaryModels(dataset, dataset.ids.length).flatMap(({ predictions }) => [
    predictions,
    { ...predictions, annotator: { ...predictions.annotator, model: 'another' } },
  ]);
}

describe('the parts of a report', () => {
  it('tell of labels and of a scale, of every model by name, and of nothing that is not a number', async () => {
    const dataset = diary(90);
    const { report, questions } = await toldOf(dataset, answersTo(dataset));
    expect(questions.map(({ models }) => models.length)).toEqual([2, 2]);
    const all = [
      drawn(ReportSummary, { report, questions, drawn: questions[0] }),
      drawn(ReportInputs, { report, sources: dataset.sources, prompts: [] }),
      drawn(ReportMethod, { report }),
      ...questions.flatMap((told) => TOPICS.map((topic) => drawn(topic, { told }))),
    ];
    for (const words of all) expect(words).not.toMatch(/NaN|undefined|null|\[object/);
    for (const name of ['made by a test', 'another']) {
      expect(all[0]).toContain(name);
      for (const topic of [ReportModels, ReportUncertainty])
        expect(drawn(topic, { told: questions[0] })).toContain(name);
    }
    expect(all[0]).toMatch(/90 texts, \d+ votes, 7 raters/);
  });

  it('tell of agreed labels, and of texts that nobody judged', async () => {
    const agreed = diary(90);
    const consensus: Dataset = {
      ...agreed,
      questions: agreed.questions.map((one) => ({ ...one, origin: 'consensus' })) as Dataset['questions'],
    };
    for (const dataset of [consensus, { ...agreed, questions: [] }]) {
      const { report, questions } = await toldOf(dataset, answersTo(agreed));
      const all = [
        drawn(ReportSummary, { report, questions, drawn: questions[0] }),
        ...questions.flatMap((told) =>
          (told.question.people ? TOPICS : ([ReportShares] as const)).map((topic) => drawn(topic, { told })),
        ),
      ];
      for (const words of all) expect(words).not.toMatch(/NaN|undefined|null|\[object/);
      expect(all[0]).toContain(dataset === consensus ? 'Verdict' : 'nobody was asked');
    }
  });
});
