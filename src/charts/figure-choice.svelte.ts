import {
  COLUMN_WIDTHS,
  LEAST_MILLIMETRES,
  LEAST_POINTS,
  MOST_MILLIMETRES,
  MOST_POINTS,
} from './figure-size.ts';

/** How figures are saved. */
export interface FigureForm {
  /** Whether title, finding and caption stand with the plot. */
  readonly words: boolean;
  readonly millimetres: number;
  /** Size of a chart's words in print. */
  readonly points: number;
  readonly format: 'svg' | 'png' | 'pdf';
  /** Pixels of a PNG for each of 96 an inch. */
  readonly scale: 1 | 2 | 3 | 4;
}

/** The figures of one paper are alike, so that the choice for one is that for all until the page is left. */
class FigureChoice {
  #now = $state.raw<FigureForm>({
    words: false,
    millimetres: COLUMN_WIDTHS[2],
    points: 8,
    format: 'svg',
    scale: 4,
  });

  get now(): FigureForm {
    return this.#now;
  }

  /** Takes what is a choice; a width or a size that is out of range or no number is left as it was. */
  change(part: Partial<FigureForm>): void {
    const next = { ...this.#now, ...part };
    const isWidth = next.millimetres >= LEAST_MILLIMETRES && next.millimetres <= MOST_MILLIMETRES;
    const isSize = next.points >= LEAST_POINTS && next.points <= MOST_POINTS;
    if (isWidth && isSize) this.#now = next;
  }
}

export const figureChoice = new FigureChoice();
