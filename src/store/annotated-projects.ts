const LOCK = 'dissensus:annotating project ';

/**
 * Says to all tabs of this site that this one annotates a project's texts, until what it resolves to is called or the tab dies.
 * Several tabs may.
 */
export function holdProject(project: number): Promise<() => void> {
  return new Promise((held) => {
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    void navigator.locks.request(LOCK + project, { mode: 'shared' }, () => {
      held(release);
      return released;
    });
  });
}

/** Waits until no tab annotates the project's texts. @throws the signal's reason once it is aborted */
export async function projectIsFree(project: number, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(LOCK + project, { signal }, () => undefined);
}

/** The projects whose texts a tab of this site is annotating. */
export async function annotatedProjects(): Promise<ReadonlySet<number>> {
  const { held = [] } = await navigator.locks.query();
  const names = held.flatMap(({ name, mode }) =>
    mode === 'shared' && name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [],
  );
  return new Set(names.map(Number));
}
