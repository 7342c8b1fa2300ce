let asked: number | null = null;

/** Remembers that a person has asked for a project's texts to be annotated, until {@link takeAskedRun}. */
export function askRun(project: number): void {
  asked = project;
}

/** Whether that was asked for a project which is now opened; asked again it is not, so that a second visit computes nothing. */
export function takeAskedRun(project: number): boolean {
  const isAsked = asked === project;
  if (isAsked) asked = null;
  return isAsked;
}
