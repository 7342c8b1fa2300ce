/** What became of a project of this browser. */
export type ProjectNews =
  | { readonly project: number; readonly what: 'added' | 'deleting' | 'brought back' | 'deleted' }
  /** `name` is its new one. */
  | { readonly project: number; readonly what: 'renamed'; readonly name: string }
  /** What it is made of was changed; `changes` is how often by now, `tab` the {@link TAB} that did it. */
  | { readonly project: number; readonly what: 'changed'; readonly changes: number; readonly tab: string }
  /** What a person said of it: the lines of its verdicts, or what its figures are computed by. */
  | {
      readonly project: number;
      readonly what: 'settings changed';
      readonly of: 'verdicts' | 'figures';
      readonly tab: string;
    };

const CHANNEL = 'dissensus:projects';

/** What a page names itself to its workers by, before they load anything. */
export const TAB_OF_WORKER = 'dissensusTab';

/** Which tab this is; in a worker, which tab started it. */
export const TAB =
  (globalThis as { readonly [TAB_OF_WORKER]?: string })[TAB_OF_WORKER] ?? crypto.randomUUID();

/** Tells every tab of this site, and whoever else listens in this one. */
export function tellProjectNews(news: ProjectNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Tells that what a project is made of was changed. */
export function tellChanged(project: number, changes: number): void {
  tellProjectNews({ project, what: 'changed', changes, tab: TAB });
}

/** Tells that a person said something else of a project. */
export function tellSettings(project: number, of: 'verdicts' | 'figures'): void {
  tellProjectNews({ project, what: 'settings changed', of, tab: TAB });
}

/** Listens until the function that it returns is called. */
export function hearProjectNews(onNews: (news: ProjectNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<ProjectNews>) => onNews(data);
  return () => channel.close();
}
