import type { Figure, Reasons } from './report.ts';

/**
 * Figures of one part of the report, with the reasons for those that are `null`. Paths begin within the section, which knows
 * nothing of where it will stand; the empty path is about all of it. {@link sectionOf} puts sections into a larger one.
 */
export class Section<T> {
  // Tells a section from plain figures, in types and at run time.
  readonly #isSection = true;

  constructor(
    readonly figures: T,
    readonly reasons: Readonly<Reasons> = {},
  ) {}

  static is(part: unknown): part is Section<unknown> {
    return typeof part === 'object' && part !== null && #isSection in part;
  }
}

/** What a section of these figures is called in a report that keeps its reasons beside them. */
export type FiguresOf<T extends { readonly reasons: Readonly<Reasons> }> = Omit<T, 'reasons'>;

/** What a section is made of: each part plain, or a section by itself. */
type Parts<T> = { readonly [Name in keyof T]: T[Name] | Section<T[Name]> };

/**
 * One section of several. Each takes the place of its name in the object, or of its number in the list, and its reasons go under
 * that path.
 */
export function sectionOf<T extends object>(parts: Parts<T>): Section<T> {
  const figures = Array.isArray(parts) ? [] : {};
  const reasons: Reasons = {};
  for (const [name, part] of Object.entries<unknown>(parts)) {
    const isSection = Section.is(part);
    Object.assign(figures, { [name]: isSection ? part.figures : part });
    if (isSection) Object.assign(reasons, reasonsUnder(name, part.reasons));
  }
  return new Section(figures as T, reasons);
}

/** Reasons as they stand in a larger section, where theirs has this path. */
export function reasonsUnder(path: string, reasons: Readonly<Reasons>): Reasons {
  return Object.fromEntries(
    Object.entries(reasons).map(([within, reason]) => [within === '' ? path : `${path}.${within}`, reason]),
  );
}

/** A section as it stands in the report, with its reasons beside its figures. */
export function withReasons<T extends object>({
  figures,
  reasons,
}: Section<T>): T & { readonly reasons: Reasons } {
  return { ...figures, reasons: { ...reasons } };
}

/** A figure: the value if it is a finite number, else `null` with the reason. */
export function figure(value: number | null | undefined, why: string): Section<Figure> {
  const known = value ?? NaN;
  return Number.isFinite(known) ? new Section<Figure>(known) : sectionWithout<Figure>(null, why);
}

/** Figures that are missing for one reason, given once for all of them: a value with its interval. */
export function figuresTogether<Name extends string>(
  values: Readonly<Record<Name, number | null | undefined>>,
  why: string,
): Section<Readonly<Record<Name, Figure>>> {
  const figures = Object.fromEntries(
    Object.entries<number | null | undefined>(values).map(([name, value]) => [
      name,
      figure(value, why).figures,
    ]),
  ) as Record<Name, Figure>;
  const isWhole = Object.values(figures).every((value) => value !== null);
  return isWhole ? new Section(figures) : sectionWithout(figures, why);
}

/** Figures none of which can be had, all for one reason. */
export function sectionWithout<T>(figures: T, why: string): Section<T> {
  return new Section(figures, { '': why });
}
