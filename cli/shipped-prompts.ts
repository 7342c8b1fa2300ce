import type { Prompt } from '../src/annotators/language-model/prompt.ts';
import { shippedPrompt } from '../src/annotators/language-model/prompts.ts';
import type { Predictions } from '../src/judgments/predictions.ts';

/** What models were asked with, of the prompts that come with Dissensus: the command line keeps no others. */
export async function shippedPrompts(
  predictions: readonly Pick<Predictions, 'annotator' | 'question'>[],
): Promise<Prompt[]> {
  const found = await Promise.all(
    predictions.map(({ annotator, question }) =>
      annotator.prompt ? shippedPrompt(annotator.prompt, question) : null,
    ),
  );
  return [
    ...new Map(found.flatMap((one) => (one ? [[`${one.id} ${one.version}`, one] as const] : []))).values(),
  ];
}
