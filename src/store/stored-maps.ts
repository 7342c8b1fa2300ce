import { MAP_VERSION, type MapArea, type TextMap } from '../map/text-map.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Database } from './database.ts';
import { ProjectChangedError } from './project-changes.ts';
import { hasSameTexts, noSuchProject } from './stored-projects.ts';

/** The map of each project's texts. It goes with the texts: other texts have another. */
export class StoredMaps {
  constructor(private readonly database: Database) {}

  /** `null` where none is kept, or one that an earlier version of the page made. */
  async get(project: number): Promise<TextMap | null> {
    const map = await this.database.transact('readonly', ['maps'], (transaction) =>
      transaction.objectStore('maps').get(project),
    );
    return map?.version === MAP_VERSION ? map : null;
  }

  /**
   * Keeps a map in place of the one before, and returns it with the areas that were drawn on that one: they are of texts, not of places.
   * @param of the data set that was laid out; absent where nothing can have changed it
   * @throws ProjectChangedError if the project has other texts by now; StorageError if it is gone: nothing would ever take its map away
   */
  async put(project: number, map: TextMap, of?: Dataset): Promise<TextMap> {
    return await this.database.transact(
      'readwrite',
      ['projects', 'datasets', 'maps'],
      async (transaction) => {
        if (!(await transaction.objectStore('projects').get(project))) throw noSuchProject(project);
        if (of && !hasSameTexts(of, (await transaction.objectStore('datasets').get(project))!))
          throw new ProjectChangedError();
        const before = await transaction.objectStore('maps').get(project);
        const kept = before?.version === map.version ? { ...map, areas: before.areas } : map;
        await transaction.objectStore('maps').put(kept, project);
        return kept;
      },
    );
  }

  /** Keeps an area with a project's map and returns it with its number; `null` where the map is gone. */
  async addArea(project: number, area: Omit<MapArea, 'number'>): Promise<TextMap | null> {
    return await this.#change(project, (map) => {
      const number = (map.areas[map.areas.length - 1]?.number ?? 0) + 1;
      return { ...map, areas: [...map.areas, { number, ...area }] };
    });
  }

  /** Takes an area away. */
  async removeArea(project: number, number: number): Promise<TextMap | null> {
    return await this.#change(project, (map) => ({
      ...map,
      areas: map.areas.filter((one) => one.number !== number),
    }));
  }

  async #change(project: number, change: (map: TextMap) => TextMap): Promise<TextMap | null> {
    return await this.database.transact('readwrite', ['maps'], async (transaction) => {
      const maps = transaction.objectStore('maps');
      const map = await maps.get(project);
      if (!map) return null;
      const changed = change(map);
      await maps.put(changed, project);
      return changed;
    });
  }
}
