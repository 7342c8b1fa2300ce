/** Whether a person who opens a project has asked at once for its texts to be annotated; owned by the page that they came from and go to. */
export class AskedRun {
  #project: number | null = null;

  /** Remembers it of a project, until {@link take}. */
  ask(project: number): void {
    this.#project = project;
  }

  /** Whether it was asked of a project that is now opened; asked again it was not, so that a second visit computes nothing. */
  take(project: number): boolean {
    const isAsked = this.#project === project;
    if (isAsked) this.#project = null;
    return isAsked;
  }
}
