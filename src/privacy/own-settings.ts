/** Everything that Dissensus stores in a browser has a name with this start. */
const OURS = 'dissensus:';

/** Whether something that is stored under a name is ours. */
export function isOurs(name: string): boolean {
  return name.startsWith(OURS);
}

/** Takes what is ours out of `localStorage` or of what a tab remembers; the names of it. */
export function forgetSettings(storage: Storage): string[] {
  const names = Object.keys(storage).filter(isOurs);
  for (const name of names) storage.removeItem(name);
  return names;
}
