import {
  array,
  getDotPath,
  safeParse,
  finite,
  looseObject,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  string,
} from 'valibot';

import type { ArrayPlace } from '../files/array-file.ts';
import { ANNOTATOR, COUNT, QUESTION } from '../files/judgment-schemas.ts';
import type { VotesPlace } from '../files/placed-votes.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { MeasuredTransparency, RaterRule, SourceFile, VoteOrigin } from '../judgments/dataset.ts';
import type { Question } from '../judgments/question.ts';
import type { StringsPlace } from './placed-strings.ts';

/** What stands before the arrays of a project's file. */
export interface ProjectHeader {
  readonly version: number;
  readonly name: string;
  readonly ids: StringsPlace;
  readonly texts: StringsPlace;
  readonly withoutText: ArrayPlace | null;
  readonly questions: readonly {
    readonly question: Question;
    readonly origin: VoteOrigin;
    readonly votes: VotesPlace;
    readonly transparency?: readonly MeasuredTransparency[];
    readonly moreRaters?: RaterRule;
  }[];
  readonly sources: readonly SourceFile[];
  readonly predictions: readonly {
    readonly annotator: Annotator;
    readonly question: Question;
    readonly answered: ArrayPlace;
    /** Absent where nothing is missing, and in files of earlier versions. */
    readonly missing?: ArrayPlace;
    /** Bit patterns of 32-bit floats. */
    readonly distributions: ArrayPlace;
    readonly samples: ArrayPlace | null;
  }[];
  readonly outputs: readonly {
    readonly annotator: Annotator;
    readonly hashes: ArrayPlace;
    readonly truncated: ArrayPlace;
    readonly rows: readonly ArrayPlace[];
  }[];
  /** Absent in files of earlier versions. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

// Objects keep what a later version may add to them; what must fit together is for check-project.ts to say.

const arrayPlace = object({ start: COUNT, length: COUNT, type: picklist(['uint8', 'uint16', 'uint32']) });

const stringsPlace = object({ lengths: arrayPlace, bytes: arrayPlace });

const votesPlace = object({
  perItem: arrayPlace,
  perVote: arrayPlace,
  labels: arrayPlace,
  raters: nullable(arrayPlace),
  raterIds: nullable(array(string())),
  abstentions: arrayPlace,
});

/** A share, or none; measured gains may be below zero. */
const figure = nullable(pipe(number(), finite(), maxValue(1)));

const source = looseObject({
  name: string(),
  bytes: COUNT,
  sha256: string(),
  layout: string(),
  rowsRead: COUNT,
  skipped: array(looseObject({ line: COUNT, reason: string(), content: string() })),
});

const HEADER = object({
  version: number(),
  name: string(),
  ids: stringsPlace,
  texts: stringsPlace,
  withoutText: nullable(arrayPlace),
  questions: array(
    object({
      question: QUESTION,
      origin: picklist(['raters', 'consensus', 'intended']),
      votes: votesPlace,
      transparency: optional(
        array(looseObject({ transparency: figure, coverage: figure, precision: figure, ownName: figure })),
      ),
      moreRaters: optional(
        object({
          first: pipe(COUNT, minValue(2)),
          more: pipe(COUNT, minValue(1)),
          unless: picklist(['two agree', 'all agree']),
        }),
      ),
    }),
  ),
  sources: array(source),
  predictions: array(
    object({
      annotator: ANNOTATOR,
      question: QUESTION,
      answered: arrayPlace,
      missing: optional(arrayPlace),
      // Bit patterns of 32-bit floats.
      distributions: arrayPlace,
      samples: nullable(arrayPlace),
    }),
  ),
  outputs: array(
    object({ annotator: ANNOTATOR, hashes: arrayPlace, truncated: arrayPlace, rows: array(arrayPlace) }),
  ),
  thresholds: optional(record(string(), pipe(number(), finite(), minValue(0)))),
});

/**
 * The header of a project's file, checked.
 * @throws RangeError that says where it is not as it should be
 */
export function readHeader(header: unknown): ProjectHeader {
  const { success, issues } = safeParse(HEADER, header, { abortEarly: true });
  if (success) return header as ProjectHeader;
  throw new RangeError(`${getDotPath(issues[0]) ?? 'its header'}: ${issues[0].message}`);
}
