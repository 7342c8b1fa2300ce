/** How far a tab is that deletes everything: about to, done, or kept from it, so that all is as it was. */
export type DeletionNews = 'deleting' | 'deleted' | 'kept';

const CHANNEL = 'dissensus:deletion';
const WORDS: readonly unknown[] = ['deleting', 'deleted', 'kept'] satisfies DeletionNews[];

let channel: BroadcastChannel | null = null;

/** One for each tab: what it says itself it does not hear. */
function own(): BroadcastChannel {
  return (channel ??= new BroadcastChannel(CHANNEL));
}

/** Tells the other tabs of this site. */
export function tellDeletion(news: DeletionNews): void {
  own().postMessage(news);
}

/** Hears what another tab does, until the page is left. */
export function hearDeletion(onNews: (news: DeletionNews) => void): void {
  own().onmessage = ({ data }: MessageEvent<unknown>) => {
    if (WORDS.includes(data)) onNews(data as DeletionNews);
  };
}
