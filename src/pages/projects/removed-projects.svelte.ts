import { tellProjectNews } from '../../store/project-news.ts';
import type { Project } from '../../store/schema.ts';
import type { StoredProjects } from '../../store/stored-projects.ts';

/** How long a removed project can be brought back. */
export const UNDO_SECONDS = 10;

interface Waiting {
  readonly project: Project;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Projects that a person has removed and may still bring back; until then they stay in the storage as they were. */
export class RemovedProjects {
  #waiting = $state.raw<readonly Waiting[]>([]);

  constructor(
    private readonly projects: StoredProjects,
    /** Called when a project is gone for good, or, with the error, when it could not be removed. */
    private readonly onfinished: (error?: unknown) => Promise<void>,
  ) {}

  /** Those that can be brought back, the last removed first. */
  get list(): Project[] {
    return this.#waiting.map(({ project }) => project);
  }

  remove(project: Project): void {
    const timer = setTimeout(() => void this.#finish(project.id), UNDO_SECONDS * 1000);
    this.#waiting = [{ project, timer }, ...this.#waiting];
    tellProjectNews({ project: project.id, what: 'deleting' });
  }

  bringBack(id: number): void {
    this.#forget(id);
    tellProjectNews({ project: id, what: 'brought back' });
  }

  /** Removes for good what waits: the page is being left, and with it the way back. */
  finishAll(): void {
    for (const { project, timer } of this.#waiting) {
      clearTimeout(timer);
      void this.#finish(project.id);
    }
  }

  async #finish(id: number): Promise<void> {
    try {
      await this.projects.remove(id);
    } catch (error) {
      tellProjectNews({ project: id, what: 'brought back' });
      await this.onfinished(error);
      this.#forget(id);
      return;
    }
    await this.onfinished();
    this.#forget(id);
  }

  #forget(id: number): void {
    clearTimeout(this.#waiting.find(({ project }) => project.id === id)?.timer);
    this.#waiting = this.#waiting.filter(({ project }) => project.id !== id);
  }
}
