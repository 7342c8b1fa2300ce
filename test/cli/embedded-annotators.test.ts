import { beforeAll, describe, expect, test } from 'vitest';
import { annotateTexts } from '../../cli/annotate-texts.ts';
import { languageModelAnnotators, type EmbeddedAnnotators } from '../../cli/embedded-annotators.ts';
import { askLabelLikelihood } from '../../src/annotators/language-model/ask-label-likelihood.ts';
import type { LanguageModel } from '../../src/annotators/language-model/language-model.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Question } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { loadDecoder } from '../annotators/models.ts';
import { TEXTS } from '../annotators/texts.ts';

const texts = TEXTS.slice(0, 6);

function dataset(...questions: Question[]): Pick<Dataset, 'texts' | 'questions'> {
  const votes = new VotesBuilder().build(texts.length);
  return { texts, questions: questions.map((question) => ({ question, votes, origin: 'raters' })) };
}

describe('a language model', () => {
  let model: LanguageModel;
  let annotators: EmbeddedAnnotators;
  beforeAll(async () => {
    model = await loadDecoder('last');
    annotators = languageModelAnnotators(model, 'story');
  });

  test('answers every question it has a prompt for about texts that nobody judged', async () => {
    const predictions = await annotateTexts(dataset(), annotators);
    const prompts = await shippedPrompts('story');
    expect(predictions.map(({ question }) => question)).toEqual(prompts.map(({ question }) => question));
    expect(predictions[0].annotator).toEqual((await annotators.of([]))[0].annotator);
    for (const [index, { annotator, answered, distributions, question }] of predictions.entries()) {
      expect(annotator.prompt).toEqual({ id: prompts[index].id, version: prompts[index].version });
      expect(answered.every((one) => one === 1)).toBe(true);
      const asked = askLabelLikelihood(model, prompts[index]);
      const [alone] = await asked.answer([asked.encode(texts[4])]);
      const labels = question.labels.length;
      for (const [label, p] of alone.entries())
        expect(Math.abs(distributions[4 * labels + label] - p)).toBeLessThan(1e-5 + p * 2 ** -10);
    }
  });

  test('is asked what people were asked and nothing else, readers and writers at once', async () => {
    const [, valence] = (await shippedPrompts('story')).map(({ question }) => question);
    const writer = { ...valence, id: 'valence-writer', perspective: 'writer' } as Question;
    const own: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'low'] };
    const predictions = await annotateTexts(dataset(valence, writer, own), annotators);
    expect(predictions.map(({ question }) => question)).toEqual([valence, own]);
  });

  test('says which labels it cannot tell apart', async () => {
    const own: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['joy', 'joyful'] };
    await expect(annotators.of([own])).rejects.toThrow(
      /decoder-last cannot be asked\. The prompt “story-mood”: .*“joyful” begins with “joy”/,
    );
  });
});
