/** A change of a project that can be undone, in words. */
export interface Undoable {
  readonly verb: 'Removed' | 'Added';
  readonly what: string;
}
