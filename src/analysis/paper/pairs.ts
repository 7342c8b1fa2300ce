/** Every pair of different members, the earlier one first. */
export function pairsOf<Member>(members: readonly Member[]): readonly (readonly [Member, Member])[] {
  return members.flatMap((one, place) => members.slice(place + 1).map((other) => [one, other] as const));
}
