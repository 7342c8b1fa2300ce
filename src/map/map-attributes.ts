import type { ItemAttribute } from '../judgments/attributes.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { NO_REGION, type MapArea, type TextMap } from './text-map.ts';

/** Of texts outside an area. */
const OUTSIDE = 'all other texts';

/** What the regions are called as an attribute of texts. */
const REGION = 'region of the map';

/** A data set in which the regions and areas of its map are attributes of its texts, so that figures can be had of each. */
export function withMap(dataset: Dataset, map: TextMap | null): Dataset {
  if (map === null) return dataset;
  const taken = new Set((dataset.attributes ?? []).map(({ name }) => name));
  const own = [regionAttribute(map), ...map.areas.map((area) => areaAttribute(area, map))];
  // A file may have columns with these names, from a table that was saved here.
  const added = own.map((attribute) =>
    taken.has(attribute.name) ? { ...attribute, name: `${attribute.name} here` } : attribute,
  );
  return { ...dataset, attributes: [...(dataset.attributes ?? []), ...added] };
}

/** Whether a slice is of a map. */
export function isOfMap({ attribute }: { readonly attribute: string }): boolean {
  return /^(region|area \d+) of the map( here)?$/.test(attribute);
}

/** The slice that is one region. */
export function regionSlice(dataset: Dataset, { name }: { readonly name: string }) {
  return { attribute: nameIn(dataset, REGION), value: name };
}

/** The slice that is one area. */
export function areaSlice(dataset: Dataset, area: MapArea) {
  return { attribute: nameIn(dataset, areaAttributeName(area)), value: area.name };
}

/** @param dataset as its files have it */
function nameIn({ attributes = [] }: Dataset, name: string): string {
  return attributes.some((one) => one.name === name) ? `${name} here` : name;
}

function regionAttribute({ region, regions }: TextMap): ItemAttribute {
  const values = Array.from(region, (own) => (own === NO_REGION ? null : regions[own].name));
  return { name: REGION, kind: 'text', of: 'items', values };
}

function areaAttributeName({ number }: MapArea): string {
  return `area ${number} of the map`;
}

function areaAttribute(area: MapArea, { region }: TextMap): ItemAttribute {
  const values = Array.from(region, (own): string | null => (own === NO_REGION ? null : OUTSIDE));
  for (const item of area.items) values[item] = area.name;
  return { name: areaAttributeName(area), kind: 'text', of: 'items', values };
}
