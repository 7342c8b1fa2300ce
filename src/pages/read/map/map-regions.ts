import { median, quantile } from 'd3';
import { format, sentence } from '../../../numerals/number-form.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';
import type { MapRegionMark } from '../../../charts/map-region.ts';
import type { RegionGap } from '../../../map/region-gaps.ts';
import type { TextMap } from '../../../map/text-map.ts';
import { count } from '../../ui/amounts.ts';

const figure = format('.3f');
/** What is called a difference. */
const LEVEL = 0.05;

/** A region with what is known of it. */
export interface ShownRegion {
  readonly name: string;
  readonly texts: number;
  readonly href: string;
  /** `null` where there is nothing to judge the model by, or not yet. */
  readonly gap: RegionGap | null;
}

/** Regions in the order of the map. */
export function shownRegions(
  { region, regions }: Pick<TextMap, 'region' | 'regions'>,
  gaps: readonly RegionGap[] | null,
  hrefOf: (name: string) => string,
): ShownRegion[] {
  const texts = regions.map(() => 0);
  for (const own of region) if (own < regions.length) texts[own]++;
  return regions.map(({ name }, place) => ({
    name,
    texts: texts[place],
    href: hrefOf(name),
    gap: gaps?.[place] ?? null,
  }));
}

/** Where the names may stand: above their texts, of which a tenth may stand higher, among them or at their foot. */
export function regionMarks(
  { places, region }: Pick<TextMap, 'places' | 'region'>,
  regions: readonly ShownRegion[],
  chosen: string | null,
): MapRegionMark[] {
  const items = regions.map((): number[] => []);
  for (const [item, own] of region.entries()) items[own]?.push(item);
  return regions.map(({ name, texts, href, gap }, place) => ({
    name,
    texts,
    href,
    isChosen: name === chosen,
    places: [0.1, 0.5, 0.9].map((share) => ({
      x: median(items[place], (item) => places[2 * item])!,
      y: quantile(items[place], share, (item) => places[2 * item + 1])!,
    })),
    words: `${name}: ${count(texts, 'text')}${gap ? `, ${gapWords(gap)}` : ''}`,
  }));
}

function gapWords({ squared: { mean, lo, hi }, reason }: RegionGap): string {
  if (mean === null) return `no D: ${sentence(reason ?? '')}`;
  return `mean D ${figure(mean)} (${figure(lo!)} to ${figure(hi!)})`;
}

/** The regions that have a mean D, the greatest first. */
export function regionRows(regions: readonly ShownRegion[]): IntervalRow[] {
  return byGap(regions).flatMap(({ name, href, gap }) => {
    const { mean, lo, hi } = gap!.squared;
    return [{ label: name, role: 'model' as const, mean: mean!, lo: lo!, hi: hi!, href }];
  });
}

/** Those with a mean D, the greatest first. */
export function byGap(regions: readonly ShownRegion[]): ShownRegion[] {
  return regions
    .filter(({ gap }) => gap !== null && gap.squared.mean !== null)
    .sort((a, b) => b.gap!.squared.mean! - a.gap!.squared.mean!);
}

/** Where the model is furthest from people; nothing where no region has a D. */
export function worstRegion(regions: readonly ShownRegion[]): string {
  const [worst] = byGap(regions);
  if (!worst) return '';
  const { mean, lo, hi } = worst.gap!.squared;
  return `Mean D is greatest around “${worst.name}”: ${figure(mean!)} (${figure(lo!)} to ${figure(hi!)}).`;
}

/** Where the model is wrong, with what the tests say. */
export function regionsFinding(regions: readonly ShownRegion[]): string {
  const first = worstRegion(regions);
  if (first === '') return '';
  const tested = regions.filter(({ gap }) => gap?.pAdjusted != null);
  if (tested.length === 0) return first;
  const found = tested.filter(({ gap }) => gap!.pAdjusted! < LEVEL);
  if (found.length === 0)
    return `${first} After Holm’s correction over ${count(tested.length, 'region')}, none differs from the other texts (p < ${LEVEL}).`;
  const named = (wanted: 1 | -1) =>
    found.filter(({ gap }) => Math.sign(gap!.difference!) === wanted).map(({ name }) => `“${name}”`);
  const parts = [
    { names: named(1), words: 'greater than elsewhere around' },
    { names: named(-1), words: 'smaller than elsewhere around' },
  ].filter(({ names }) => names.length > 0);
  return `${first} After Holm’s correction over ${count(tested.length, 'region')} (p < ${LEVEL}), it is ${parts
    .map(({ names, words }) => `${words} ${names.join(', ')}`)
    .join(', and ')}.`;
}

/** A p-value as it is written. */
export function pWords(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? `< ${figure(0.001)}` : figure(p);
}
