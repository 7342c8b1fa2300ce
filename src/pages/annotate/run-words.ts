import type { AskingMethod } from '../../annotators/language-model/asked-annotator.ts';
import { count, duration, rate, whole } from '../ui/amounts.ts';
import type { QueuedRun, RunPlan } from '../runs/queued-run.svelte.ts';

/** The ways of asking as they are called on screen. */
export const WAYS: Readonly<Record<AskingMethod, string>> = {
  'label likelihood': 'Label likelihood',
  samples: 'Samples',
  verbalised: 'Percentages',
};

/** A run in a few words: `story-lm, percentages`. */
export function runName({ model, asked }: RunPlan): string {
  return asked ? `${model.name}, ${WAYS[asked.asking.method].toLowerCase()}` : model.name;
}

/** What else tells a run from others of its name: parameters and the prompts' versions; empty for a classifier. */
export function runDetails({ asked }: RunPlan): string {
  if (!asked) return '';
  const { asking, prompts } = asked;
  const versions = prompts.map(({ version }) => version).join(', ');
  const parts = [`${prompts.length === 1 ? 'prompt' : 'prompts'} ${versions}`];
  if (asking.method === 'label likelihood' && asking.prior)
    parts.push('what it says of empty texts taken off');
  if (asking.method === 'label likelihood' && asking.engine) parts.push(`by ${asking.engine}`);
  if (asking.method === 'verbalised' && asking.constrained) parts.push('kept to percentages by a grammar');
  if (asking.method === 'samples') {
    const { samples, temperature, seed, constrained, answers } = asking;
    parts.push(`${count(samples, 'answer')} to each text, temperature ${temperature}, seed ${seed}`);
    if (answers) parts.push('all labels that apply');
    if (constrained === 'labels') parts.push('only words of the labels');
    if (constrained === 'grammar') parts.push('kept to the labels by a grammar');
    if (asking.engine) parts.push(`by ${asking.engine}`);
  }
  return parts.join('; ');
}

/** How far the run at work is, with its rate and the time left. */
export function progressWords({ progress, question }: QueuedRun): string {
  if (!progress) return 'loading the model';
  if (progress.state === 'waiting for another tab')
    return 'another tab is annotating with this model; waiting for it';
  const parts = question ? [`question ${question.place + 1} of ${question.of}`] : [];
  parts.push(`${whole(progress.done)} of ${count(progress.total, 'text')}`);
  // Until the first is done nothing can be said of the rest, and that one may take minutes.
  if (progress.textsPerSecond === null && progress.total - progress.done > 1) parts.push('the longest first');
  if (progress.textsPerSecond !== null) parts.push(rate(progress.textsPerSecond));
  if (progress.secondsLeft !== null && progress.done < progress.total)
    parts.push(`${duration(progress.secondsLeft)} left`);
  return parts.join(', ');
}
