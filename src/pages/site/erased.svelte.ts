import { hearDeletion } from '../../privacy/deletion-news.ts';
import { forgetSettings } from '../../privacy/own-settings.ts';
import { allowWorkers, endWorkers } from '../background/running-worker.ts';

let erased = $state<'here' | 'elsewhere' | null>(null);

/** In which tab everything that was kept here has been deleted: what is still in memory is then not shown either. */
export function erasedBy(): 'here' | 'elsewhere' | null {
  return erased;
}

/** Takes all that was opened off the screen, until the page is loaded again. */
export function erase(): void {
  erased = 'here';
}

/** Does the same where another tab deletes everything; what is at work here would keep something anew. */
export function followDeletions(): void {
  hearDeletion((news) => {
    if (news === 'kept') return allowWorkers();
    endWorkers();
    if (news === 'deleting') return;
    // After the runs have ended, which remember themselves.
    erased = 'elsewhere';
    setTimeout(() => forgetSettings(sessionStorage));
  });
}

/** Loads the empty start page. */
export function startAfresh(): void {
  location.hash = '';
  location.reload();
}
