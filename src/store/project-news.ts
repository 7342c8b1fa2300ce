/** What became of a project of this browser; `name` is its new one. */
export type ProjectNews =
  | { readonly project: number; readonly what: 'added' | 'deleting' | 'brought back' | 'deleted' }
  | { readonly project: number; readonly what: 'renamed'; readonly name: string };

const CHANNEL = 'dissensus:projects';

/** Tells every tab of this site, and whoever else listens in this one. */
export function tellProjectNews(news: ProjectNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Listens until the function that it returns is called. */
export function hearProjectNews(onNews: (news: ProjectNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<ProjectNews>) => onNews(data);
  return () => channel.close();
}
