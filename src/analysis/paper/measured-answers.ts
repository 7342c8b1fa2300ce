import { LABEL_LEVELS, type LabelLevel } from './agreement-levels.ts';
import type { LabelAnswers, LabelsInput } from './paper-input.ts';
import {
  entropyBits,
  jensenShannonBits,
  kullbackLeiblerBits,
  normalised,
  wassersteinOverPlaces,
} from './text-measures.ts';

/** A model's answers at a temperature, with what the paper measures of every text. */
export interface MeasuredAnswers extends LabelAnswers {
  readonly jsd: Float64Array;
  readonly kl: Float64Array;
  readonly wasserstein: Float64Array;
  readonly peopleEntropy: Float64Array;
  readonly modelEntropy: Float64Array;
  readonly levels: readonly LabelLevel[];
}

/** The columns of {@link MeasuredAnswers} that hold a number for each text. */
export type Measure = 'jsd' | 'kl' | 'wasserstein' | 'peopleEntropy' | 'modelEntropy';

export function measuredAnswers({ people, labels }: LabelsInput, answers: LabelAnswers): MeasuredAnswers {
  const size = labels.length;
  const { places, rates } = answers;
  const column = () => new Float64Array(places.length);
  const jsd = column();
  const kl = column();
  const wasserstein = column();
  const peopleEntropy = column();
  const modelEntropy = column();
  for (const [row, place] of places.entries()) {
    const p = normalised(people.rates, place * size, size);
    const q = normalised(rates, row * size, size);
    jsd[row] = jensenShannonBits(p, q);
    kl[row] = kullbackLeiblerBits(p, q);
    wasserstein[row] = wassersteinOverPlaces(p, q);
    peopleEntropy[row] = people.entropies[place];
    modelEntropy[row] = entropyBits(q);
  }
  const levels = Array.from(places, (place) => people.levels[place]);
  return { ...answers, jsd, kl, wasserstein, peopleEntropy, modelEntropy, levels };
}

/** A measure of the texts of one level. */
export function ofLevel(measured: MeasuredAnswers, measure: Measure, level: LabelLevel): Float64Array {
  return measured[measure].filter((_, row) => measured.levels[row] === level);
}

/** The levels that texts of these answers have, in the paper's order. */
export function levelsIn({ levels }: Pick<MeasuredAnswers, 'levels'>): readonly LabelLevel[] {
  return LABEL_LEVELS.filter((level) => levels.includes(level));
}
