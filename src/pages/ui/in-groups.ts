/** Things in as few groups of at most so many as there can be, of like size; at least one group. */
export function inGroups<One>(all: readonly One[], most: number): (readonly One[])[] {
  const groups = Math.max(1, Math.ceil(all.length / most));
  const each = Math.ceil(all.length / groups);
  return Array.from({ length: groups }, (_, group) => all.slice(group * each, (group + 1) * each));
}
