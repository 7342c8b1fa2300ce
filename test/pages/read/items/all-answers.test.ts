// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Question } from '../../../../src/judgments/question.ts';
import AllAnswers from '../../../../src/pages/read/items/AllAnswers.svelte';
import type { Shown } from '../../../../src/pages/project/shown.ts';
import { drawChart } from '../../../charts/drawn-chart.ts';

const question: Question = { kind: 'categorical', id: 'mood', name: 'mood', labels: ['up', 'down'] };

it('shows a model that is called like people beside them', () => {
  const models = ['people', 'constructor'].map((model) => ({ model, method: 'softmax' }));
  const report = { questions: [{ models }] };
  const figures = { analyses: 1, textAnswers: () => new Promise(() => undefined) };
  const shown = { models, model: models[0], report, question: { question: 'mood' }, project: { figures } };
  const drawn = drawChart(
    AllAnswers,
    {
      question,
      compared: 'people',
      people: Float64Array.of(0.25, 0.75),
      shown: shown as unknown as Shown,
      item: 0,
      model: Float64Array.of(0.5, 0.5),
      gap: 0.1,
    },
    { surface: 'page', width: 680 },
  );
  const names = [...drawn.page.querySelectorAll('tbody th')].map((name) => name.textContent.trim());
  expect(names).toEqual(['people', 'people', 'constructor']);
  drawn.end();
});
