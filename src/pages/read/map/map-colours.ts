import type { TextColumns } from '../../../jobs/text-columns.ts';
import { fixed } from '../../../numerals/number-form.ts';
import type { Dataset } from '../../../judgments/dataset.ts';
import type { PointKind } from '../../../charts/text-points.ts';

/** What the points of a map can be coloured by. */
export const COLOURINGS = {
  gap: 'gap of the model (Jensen-Shannon divergence)',
  people: 'people’s disagreement (entropy in bits)',
  label: 'people’s majority label',
  model: 'the model’s top label',
} as const;

export type Colouring = keyof typeof COLOURINGS;

/** Every text's colour, and what the colours mean. */
export interface Coloured {
  /** Place of each text's colour in {@link kinds}; -1 for one that has no place on the map. */
  readonly kind: Int16Array;
  readonly kinds: readonly PointKind[];
}

/** Labels with a colour of their own: as many as there are colours that can be told apart. */
const MOST_LABELS = 6;
const STEPS = 5;
const OUTSIDE: PointKind = { name: 'not selected', colour: 'var(--line)' };
const GREY = 'var(--reference)';

type Columns = Pick<TextColumns, 'gap' | 'humanEntropy' | 'people' | 'model' | 'answered'>;

/** By what texts can be coloured under these columns, the most telling first. */
export function colouringsFor({
  gap,
  humanEntropy,
  people,
}: Pick<Columns, 'gap' | 'humanEntropy' | 'people'>): Colouring[] {
  const has = { gap: gap !== null, people: humanEntropy !== null, label: people !== null, model: true };
  return (Object.keys(COLOURINGS) as Colouring[]).filter((one) => has[one]);
}

/**
 * @param places of the map, item by item
 * @param itemOf the place among all texts of each text of the part that columns are of
 */
export function coloured(
  places: Float32Array,
  columns: Columns,
  itemOf: Uint32Array,
  labels: readonly string[],
  by: Colouring,
): Coloured {
  const { own, names } = groupsBy(columns, itemOf.length, labels, by);
  const isWhole = itemOf.length === places.length / 2;
  const kind = new Int16Array(places.length / 2).fill(isWhole ? -1 : 0);
  const first = isWhole ? 0 : 1;
  for (const [row, item] of itemOf.entries()) kind[item] = first + own[row];
  for (let item = 0; item < kind.length; item++) if (Number.isNaN(places[2 * item])) kind[item] = -1;
  return { kind, kinds: [...(isWhole ? [] : [OUTSIDE]), ...names] };
}

/** Where each text of the part stands among all. */
export function placesAmong(whole: Pick<Dataset, 'ids'>, part: Pick<Dataset, 'ids'>): Uint32Array {
  if (whole.ids === part.ids) return Uint32Array.from(part.ids.keys());
  const itemOf = new Map(whole.ids.map((id, item) => [id, item]));
  return Uint32Array.from(part.ids, (id) => itemOf.get(id)!);
}

function groupsBy(columns: Columns, rows: number, labels: readonly string[], by: Colouring) {
  switch (by) {
    case 'gap':
      return steps(columns.gap!, 1, 1);
    case 'people':
      return steps(columns.humanEntropy!, Math.log2(labels.length), 2);
    case 'label':
      return byLabel(rows, labels, (row) => topLabel(columns.people!, row, labels.length));
    case 'model':
      return byLabel(rows, labels, (row) =>
        columns.answered[row] ? topLabel(columns.model, row, labels.length) : null,
      );
  }
}

/** Five steps from 0 to the most, after those without a value. */
function steps(values: Float64Array, most: number, decimals: number) {
  const own = Uint16Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : 1 + Math.min(STEPS - 1, Math.floor((STEPS * value) / most)),
  );
  const end = (step: number) => fixed((step * most) / STEPS, decimals);
  const names = [
    { name: 'no value', colour: GREY },
    ...Array.from({ length: STEPS }, (_, step) => ({
      name: `${end(step)} to ${end(step + 1)}`,
      colour: `var(--step-${step + 1})`,
    })),
  ];
  return withoutUnused(own, names, 1);
}

/** The commonest labels by colour, all others in grey with texts that have none or several. */
function byLabel(rows: number, labels: readonly string[], labelOf: (row: number) => number | 'tie' | null) {
  const found = Array.from({ length: rows }, (_, row) => labelOf(row));
  const counts = labels.map(() => 0);
  for (const label of found) if (typeof label === 'number') counts[label]++;
  const order = [...labels.keys()].filter((label) => counts[label] > 0).sort((a, b) => counts[b] - counts[a]);
  const shown = order.slice(0, MOST_LABELS);
  const GREYS = ['no answer', 'several labels equally often', 'other labels'];
  const own = Uint16Array.from(found, (label) => {
    if (label === null) return 0;
    if (label === 'tie') return 1;
    const place = shown.indexOf(label);
    return place < 0 ? 2 : 3 + place;
  });
  const names = [
    ...GREYS.map((name) => ({ name, colour: GREY })),
    ...shown.map((label, place) => ({ name: labels[label], colour: `var(--series-${place + 1})` })),
  ];
  return withoutUnused(own, names, GREYS.length);
}

/** Takes those of the first kinds away that no text has. */
function withoutUnused(own: Uint16Array, names: readonly PointKind[], first: number) {
  const used = names.map((_, place) => place >= first || own.includes(place));
  const kept = names.filter((_, place) => used[place]);
  const placeOf = used.map((_, place) => used.slice(0, place).filter(Boolean).length);
  return { own: own.map((place) => placeOf[place]), names: kept };
}

function topLabel(shares: Float64Array, row: number, labels: number): number | 'tie' | null {
  let best = -1;
  let most = 0;
  let isTie = false;
  for (let label = 0; label < labels; label++) {
    const share = shares[row * labels + label];
    if (share > most + 1e-9) [best, most, isTie] = [label, share, false];
    else if (share > 0 && Math.abs(share - most) <= 1e-9) isTie = true;
  }
  return best < 0 ? null : isTie ? 'tie' : best;
}
