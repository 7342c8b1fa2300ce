import type { AgreementPoint, MeanInterval } from '../../charts/agreement-point.ts';
import { whole } from '../ui/amounts.ts';
import type { Finding } from './finding.ts';

/** What the words say something of. */
type FindingFigures = Pick<Finding, 'name' | 'people' | 'items' | 'ratersPerItem' | 'splits' | 'seed'> & {
  readonly models: readonly AgreementPoint[];
};

/** A finding in words; every word of it follows from the figures. */
export interface FindingWords {
  readonly title: string;
  readonly sentence: string;
  readonly caption: string;
}

/** With fewer raters a half is one person. */
const FEWEST_FOR_HALVES = 4;
const ONE_RATER =
  ' A half is mostly one person here, whose uncertainty shows only where they marked several labels.';

type Standing = 'more' | 'as' | 'less';

/** Says what a finding's figures mean. Two figures whose intervals overlap count as equal. */
export function findingWords(finding: FindingFigures): FindingWords {
  const { people, models, items, ratersPerItem, splits, seed } = finding;
  const standings = models
    .map((model) => ({
      model,
      labels: standing(model.labels, people.labels),
      uncertainty: standing(model.uncertainty, people.uncertainty),
      // Whether its uncertainty has to do with people's at all.
      any: model.uncertainty.lo > 0,
    }))
    .map((one) => ({ ...one, matches: [one.labels !== 'less', one.uncertainty !== 'less' && one.any] }))
    // Labels without uncertainty first: what is least expected.
    .sort((a, b) => Number(b.matches[0] && !b.matches[1]) - Number(a.matches[0] && !a.matches[1]));
  const [{ model, labels, uncertainty, any, matches }] = standings;
  const knows = any ? KNOWS[uncertainty] : 'shows no sign of knowing where they disagree';
  const rings = models.some(({ ifExact }) => ifExact !== undefined) ? ' rings: if exactly right;' : '';
  return {
    title: standings
      .map((one, place) => `${one.model.name}${place === 0 ? ' matches people' : ''} ${onWhat(one.matches)}`)
      .join('; '),
    sentence:
      `${model.name} names the raters’ label ${NAMES[labels]} (${percent(model.labels)} against ${percent(people.labels)}), ` +
      `${matches[0] === matches[1] ? 'and' : 'but'} ${knows} (${two(model)} against ${two(people)}).`,
    caption:
      `${finding.name}: ${whole(items)} items that no model was trained on, ${ratersPerItem.toFixed(1)} raters each. ` +
      `Everybody answers to the same half of the raters; People is the other half. ` +
      `${splits} random splits; lines: 95% intervals over items;${rings} seed ${seed}.` +
      (ratersPerItem < FEWEST_FOR_HALVES ? ONE_RATER : ''),
  };
}

const NAMES: Record<Standing, string> = {
  more: 'more often than other raters do',
  as: 'as often as other raters do',
  less: 'less often than other raters do',
};

const KNOWS: Record<Standing, string> = {
  more: 'knows better than they do where people disagree',
  as: 'knows about as well where people disagree',
  less: 'knows less well where people disagree',
};

function onWhat([labels, uncertainty]: readonly boolean[]): string {
  if (labels && uncertainty) return 'on both labels and uncertainty';
  if (labels) return 'on labels, not on uncertainty';
  return uncertainty ? 'on uncertainty, not on labels' : 'on neither';
}

function standing(one: MeanInterval, other: MeanInterval): Standing {
  if (one.lo > other.hi) return 'more';
  return one.hi < other.lo ? 'less' : 'as';
}

function percent({ mean }: MeanInterval): string {
  return `${Math.round(mean * 100)}%`;
}

function two({ uncertainty }: AgreementPoint): string {
  return uncertainty.mean.toFixed(2);
}
