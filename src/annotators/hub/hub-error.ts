/** A model's files could not be had. The message says which host did what, and what to do. */
export class HubError extends Error {
  override readonly name: string = 'HubError';
}

/** A file is not the one that the hub lists: cut off, or altered on the way. It is not kept. */
export class WrongFileError extends HubError {
  override readonly name = 'WrongFileError';
}
