import type { Dataset } from '../../judgments/dataset.ts';
import { withMap } from '../../map/map-attributes.ts';
import type { MapArea, TextMap } from '../../map/text-map.ts';
import type { StoredMaps } from '../../store/stored-maps.ts';
import type { TextMapWorker } from '../../../workers/text-map.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startTextMap } from '../background/workers.ts';
import { MapRun } from '../runs/map-run.svelte.ts';
import type { VectorsRun } from '../runs/vectors-run.svelte.ts';

/** The map of an open project's texts: as it is kept, how it is made, and what is drawn on it. */
export class ProjectMap {
  /** `null` where none was made. */
  map = $state.raw<TextMap | null>(null);
  readonly run: MapRun;
  readonly #worker: Background<TextMapWorker>;

  constructor(
    private readonly project: number,
    private readonly store: Pick<StoredMaps, 'get' | 'removeArea'>,
    vectors: VectorsRun,
    start: () => RunningWorker<TextMapWorker> = startTextMap,
  ) {
    this.run = new MapRun(project, vectors, (map) => (this.map = map), start);
    this.#worker = new Background(start);
  }

  /** Reads the kept map. */
  async recall(): Promise<void> {
    this.map = await this.store.get(this.project);
  }

  /** The data set with the map's regions and areas as attributes of its texts. */
  attributed(dataset: Dataset): Dataset {
    return withMap(dataset, this.map);
  }

  /** Keeps texts as an area with a name of its own words; `null` where the map is gone. */
  async keepArea(items: Uint32Array): Promise<MapArea | null> {
    const map = await this.#worker.call((remote) => remote.keepArea(this.project, items));
    if (map === null) return null;
    this.map = map;
    return map.areas[map.areas.length - 1];
  }

  async removeArea({ number }: MapArea): Promise<void> {
    const map = await this.store.removeArea(this.project, number);
    if (map !== null) this.map = map;
  }

  end(): void {
    this.run.stop();
    this.#worker.end();
  }
}
