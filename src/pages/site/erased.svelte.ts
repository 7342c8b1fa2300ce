let erased = $state(false);

/** Whether everything that was kept here has been deleted by this tab: what is still in its memory is then not shown either. */
export function isErased(): boolean {
  return erased;
}

/** Takes all that was opened off the screen, until the page is loaded again. */
export function erase(): void {
  erased = true;
}
