import type { AgreementPoint } from '../../charts/agreement-point.ts';
import type { MeanInterval } from '../../charts/mean-interval.ts';
import { fixed } from '../../numerals/number-form.ts';
import type { Over } from '../../analysis/report.ts';
import { whole } from '../ui/amounts.ts';
import type { Finding } from './finding.ts';

/** What the words say something of. */
type FindingFigures = Pick<Finding, 'name' | 'people' | 'items' | 'ratersPerItem' | 'splits'> & {
  readonly models: readonly AgreementPoint[];
};

/** A finding in words; every word of it follows from the figures. */
export interface FindingWords {
  readonly title: string;
  readonly sentence: string;
  readonly caption: string;
}

/** A title names so many models, what is least expected first; the chart names all. */
const NAMED = 2;
/** With fewer raters a half is one person. */
const FEWEST_FOR_HALVES = 4;
const ONE_RATER =
  ' A half is mostly one person here, whose uncertainty shows only where they marked several labels.';

/** How far two figures may differ and be said to match: both run from 0 or -1 to 1. */
const MARGIN = 0.05;

type Standing = 'more' | 'as' | 'less' | 'open';
type Finds = FindingFigures &
  Pick<Finding, 'constant'> & {
    readonly over?: { readonly people: Over; readonly models: Over };
  };

/**
 * Says what a finding's figures mean. A model matches people where it is ahead of them for certain, or as far off as
 * {@link MARGIN} at the most for certain; where intervals only overlap, these texts cannot tell.
 */
export function findingWords(finding: Finds): FindingWords {
  const { people, models, items, ratersPerItem, splits, constant, over } = finding;
  const standings = models
    .map((model) => {
      const uncertainty = standing(model.uncertainty, people.uncertainty);
      // Whether its uncertainty has to do with people's at all.
      const any = model.uncertainty.lo > 0;
      const labels = standing(model.labels, people.labels);
      return {
        model,
        labels,
        uncertainty,
        any,
        reaches: [reached(labels), any ? reached(uncertainty) : 'no'],
      };
    })
    // Labels without uncertainty first: what is least expected.
    .sort((a, b) => surprise(b.reaches) - surprise(a.reaches));
  const [{ model, labels, uncertainty, any, reaches }] = standings;
  const knows = any ? KNOWS[uncertainty] : 'shows no sign of knowing where they disagree';
  const rings = models.some(({ ifExact }) => ifExact !== undefined) ? '; rings: noise ceiling' : '';
  return {
    title: standings
      .slice(0, NAMED)
      .map((one, place) => `${one.model.name} ${onWhat(one.reaches, place > 0)}`)
      .join('; '),
    sentence:
      `${model.name} names the raters’ label ${NAMES[labels]} (${percent(model.labels)} against ${percent(people.labels)}; ` +
      `majority baseline: ${Math.round(constant * 100)}%), ` +
      `${reaches[0] === reaches[1] ? 'and' : 'but'} ${knows} (${two(model)} against ${two(people)}).`,
    caption:
      `${finding.name}: ${whole(items)} items that no model was trained on, ${fixed(ratersPerItem, 1)} raters each. ` +
      `Everybody answers to the same half of the raters; People is the other half. ` +
      `${splits} random splits; lines: 95% intervals over ${overWords(over)}${rings}.` +
      (ratersPerItem < FEWEST_FOR_HALVES ? ONE_RATER : ''),
  };
}

function overWords(over: Finds['over']): string {
  if (over?.models !== 'items and raters') return 'items';
  return over.people === over.models ? over.models : 'items, of models over raters too';
}

const NAMES: Record<Standing, string> = {
  more: 'more often than other raters do',
  as: 'as often as other raters do',
  less: 'less often than other raters do',
  open: 'about as often as other raters do, as far as these texts can tell',
};

const KNOWS: Record<Standing, string> = {
  more: 'knows better than they do where people disagree',
  as: 'knows as well where people disagree',
  less: 'knows less well where people disagree',
  open: 'may know as well or less well where people disagree',
};

type Reach = 'yes' | 'no' | 'open';

function reached(standing: Standing): Reach {
  if (standing === 'open') return 'open';
  return standing === 'less' ? 'no' : 'yes';
}

/** More for a model that has the labels, less for one that has the uncertainty. */
function surprise([labels, uncertainty]: readonly string[]): number {
  return Number(labels === 'yes' && uncertainty !== 'yes') * 2 + Number(uncertainty === 'no');
}

/** @param isSaid whether the two have been named before */
function onWhat([labels, uncertainty]: readonly string[], isSaid: boolean): string {
  const on: Record<Reach, string[]> = { yes: [], no: [], open: [] };
  on[labels as Reach].push('labels');
  on[uncertainty as Reach].push('uncertainty');
  const open = on.open.length > 0 ? `on ${on.open.join(' and ')} these texts cannot tell` : '';
  if (on.yes.length === 2) return 'matches people on both labels and uncertainty';
  if (on.no.length === 2) return `matches people on neither${isSaid ? '' : ' labels nor uncertainty'}`;
  if (on.open.length === 2) return 'may match people or not: these texts cannot tell';
  if (on.yes.length > 0)
    return open
      ? `matches people on ${on.yes[0]}, and ${open}`
      : `matches people on ${on.yes[0]}, not on ${on.no[0]}`;
  return `does not match people on ${on.no[0]}, and ${open}`;
}

function standing(one: MeanInterval, other: MeanInterval): Standing {
  if (one.lo > other.hi) return 'more';
  if (one.hi < other.lo) return 'less';
  return one.hi - other.lo <= MARGIN && other.hi - one.lo <= MARGIN ? 'as' : 'open';
}

function percent({ mean }: MeanInterval): string {
  return `${Math.round(mean * 100)}%`;
}

function two({ uncertainty }: AgreementPoint): string {
  return fixed(uncertainty.mean, 2);
}
