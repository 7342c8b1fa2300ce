/** What became of this page's storage; the message says it in words for the person in front of it. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** The disk or the browser's quota for this site is full. */
export class StorageFullError extends StorageError {
  override readonly name = 'StorageFullError';

  constructor(options?: ErrorOptions) {
    super(
      "The browser's storage for this site is full. All finished outputs are kept. Free some space, for example by removing a project, and start again: it goes on where it stopped.",
      options,
    );
  }
}

/** The browser closed the storage without saying why. */
export class StorageClosedError extends StorageError {
  override readonly name = 'StorageClosedError';

  constructor(options?: ErrorOptions) {
    super(
      "The browser closed this site's storage: it was deleted in the browser's settings, or the disk is full or failing. A browser that has not promised to keep this storage deletes it when the disk is full. Nothing more can be kept; charts and figures that are on the screen can still be downloaded. Free some space if the disk is full, then reload the page.",
      options,
    );
  }
}

/** The storage was deleted while this page used it. */
export class StorageDeletedError extends StorageError {
  override readonly name = 'StorageDeletedError';

  constructor(options?: ErrorOptions) {
    super(
      "This site's storage was deleted in another tab, so there is nowhere to keep outputs. Reload the page to start over.",
      options,
    );
  }
}

/** This page and the storage are of different versions of Dissensus. */
export class StorageVersionError extends StorageError {
  override readonly name = 'StorageVersionError';
}
