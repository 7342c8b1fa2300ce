import { sizeInWords } from '../../charts/sized-model.ts';
import type { MeanInterval } from '../../charts/mean-interval.ts';
import { fixed } from '../../numerals/number-form.ts';
import { whole } from '../ui/amounts.ts';
import type { SizeFinding } from './finding.ts';
import type { FindingWords } from './finding-words.ts';

type Sized = SizeFinding['models'][number];

/**
 * Says what the distances of models of different sizes mean; every word follows from the figures. A model is closer than another only
 * where their intervals do not touch.
 */
export function sizeWords(finding: SizeFinding): FindingWords {
  const { models, marginal } = finding;
  const tuned = closest(models.filter(({ tuning }) => tuning === 'people'));
  const asked = models.filter(({ tuning }) => tuning === 'none');
  const nearest = closest(asked);
  const largest = asked.reduce((most, one) => (one.parameters > most.parameters ? one : most), asked[0]);
  const beaten = asked.filter(({ gap }) => gap.lo > marginal.hi).length;
  return {
    title: titleOf(tuned, asked, nearest, largest),
    sentence:
      `Squared gap D to people: ${tuned.name} ${two(tuned.gap)}; ` +
      `${nearest.name}${nearest === largest ? '' : `, the closest that was only asked,`} ${two(nearest.gap)}.` +
      (beaten === 0
        ? ''
        : ` ${fartherModels(beaten, asked.length)} further off than the label prior, one answer for every text.`),
    caption: captionOf(finding),
  };
}

function titleOf(tuned: Sized, asked: readonly Sized[], nearest: Sized, largest: Sized): string {
  const few = sizeInWords(tuned.parameters);
  if (asked.every(({ gap }) => tuned.gap.hi < gap.lo))
    return `Tuned on people’s answers, ${few} parameters come closer to people than ${sizeInWords(largest.parameters)} that were only asked`;
  if (nearest.gap.hi < tuned.gap.lo)
    return `Only asked, ${sizeInWords(nearest.parameters)} parameters come closer to people than ${few} tuned on people’s answers`;
  return `Whether ${few} parameters tuned on people’s answers come closer to people than larger models that were only asked, these texts cannot tell`;
}

function fartherModels(farther: number, asked: number): string {
  if (farther < asked) return `${farther} of ${asked} models that were only asked are`;
  return asked === 1 ? 'The model that was only asked is' : 'Models that were only asked are';
}

function captionOf({ name, items, ratersPerItem, models, resamples }: SizeFinding): string {
  const fewer = models
    .filter((one) => one.items < items)
    .map((one) => `${one.name} was asked about ${whole(one.items)}`);
  return (
    `${name}: ${whole(items)} test comments that no model was tuned on, ${fixed(ratersPerItem, 1)} votes each, the first label of each` +
    `${fewer.length > 0 ? `; ${fewer.join(', ')}, drawn by lot` : ''}. ` +
    `D: squared distance from people’s distribution, unbiased however few they are; 0 is exactly right. ` +
    `Each 3B model gave one list of emotions, taken as equal shares. ` +
    `Lines: 95% intervals (${whole(resamples)} resamples of comments).`
  );
}

function closest(models: readonly Sized[]): Sized {
  return models.reduce((least, one) => (one.gap.mean < least.gap.mean ? one : least), models[0]);
}

function two({ mean }: MeanInterval): string {
  return fixed(mean, 2);
}
