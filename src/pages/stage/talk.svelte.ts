import { address, adjust, goTo } from '../address/address.svelte.ts';

/**
 * Begins and with Escape ends a talk. Not a letter, which screen readers and typing need, and no function key that a browser takes
 * for itself.
 */
export const TALK_KEY = 'F2';

let staged = $state(false);

/** Whether a stage covers the page, so that nothing else of it is to be seen or reached. */
export function isStaged(): boolean {
  return staged;
}

/** For the stage itself. */
export function setStaged(now: boolean): void {
  staged = now;
}

/** Whether a talk has ended, and whoever began it is to have the focus back. */
let focusDue = false;

/** True once after each talk. */
export function takeFocusDue(): boolean {
  const due = focusDue;
  focusDue = false;
  return due;
}

/** Shows what the page is at as a talk: an entry of its own in the history, so that going back leaves it. */
export function beginTalk(): void {
  goTo({ ...address(), item: null, talk: 'on' });
  // Refused where the browser or the person does not want it; the talk fills the window then.
  document.documentElement.requestFullscreen?.().catch(() => undefined);
}

/** Stays where the talk has come to, without it. */
export function leaveTalk(): void {
  adjust({ talk: null });
}

/** The stage is gone, whichever way it was left. */
export function talkLeft(): void {
  staged = false;
  focusDue = true;
  if (document.fullscreenElement) void document.exitFullscreen();
}
