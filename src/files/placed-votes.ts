import type { AnswerTimes, Votes } from '../judgments/votes.ts';
import type { ArrayFile, ArrayFileWriter, ArrayPlace } from './array-file.ts';

/** Votes in a file of arrays: every rater's answer, runs as their lengths. */
export interface VotesPlace {
  /** Votes of each item. */
  readonly perItem: ArrayPlace;
  /** Labels of each vote. */
  readonly perVote: ArrayPlace;
  readonly labels: ArrayPlace;
  /** As {@link placeNumbers}; absent where votes hold labels, and in files of earlier versions. */
  readonly numbers?: ArrayPlace;
  /** Place in `raterIds` of each vote's rater; `null` where raters are not known. */
  readonly raters: ArrayPlace | null;
  readonly raterIds: readonly string[] | null;
  readonly abstentions: ArrayPlace;
  /** Bit patterns of 32-bit floats; absent where no time is known, and in files of earlier versions. */
  readonly times?: { readonly seconds: ArrayPlace; readonly from: AnswerTimes['from'] };
}

export function placeVotes(votes: Votes, arrays: ArrayFileWriter): VotesPlace {
  return {
    perItem: arrays.add(lengths(votes.voteStart)),
    perVote: arrays.add(lengths(votes.labelStart)),
    labels: arrays.add(votes.labels),
    ...(votes.numbers && { numbers: placeNumbers(votes.numbers, arrays) }),
    raters: votes.raters && arrays.add(votes.raters),
    raterIds: votes.raterIds,
    abstentions: arrays.add(votes.abstentions),
    ...(votes.times && {
      times: {
        seconds: arrays.add(new Uint32Array(Float32Array.from(votes.times.seconds).buffer)),
        from: votes.times.from,
      },
    }),
  };
}

export function votesAt(place: VotesPlace, file: ArrayFile): Votes {
  return {
    voteStart: starts(file.array(place.perItem)),
    labelStart: starts(file.array(place.perVote)),
    labels: Uint16Array.from(file.array(place.labels)),
    ...(place.numbers && { numbers: numbersAt(place.numbers, file) }),
    raters: place.raters && Uint32Array.from(file.array(place.raters)),
    raterIds: place.raterIds,
    abstentions: Uint32Array.from(file.array(place.abstentions)),
    ...(place.times && {
      times: {
        seconds: new Float32Array(Uint32Array.from(file.array(place.times.seconds)).buffer),
        from: place.times.from,
      },
    }),
  };
}

/** 64-bit floats as the bit patterns of their halves, two for each. */
export function placeNumbers(numbers: Float64Array, arrays: ArrayFileWriter): ArrayPlace {
  return arrays.add(new Uint32Array(Float64Array.from(numbers).buffer));
}

export function numbersAt(place: ArrayPlace, file: ArrayFile): Float64Array {
  return new Float64Array(Uint32Array.from(file.array(place)).buffer);
}

export function lengths(starts: Uint32Array): Uint32Array {
  return starts.subarray(1).map((end, run) => end - starts[run]);
}

export function starts(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let run = 0; run < lengths.length; run++) starts[run + 1] = starts[run] + lengths[run];
  return starts;
}
