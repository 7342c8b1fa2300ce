import './tell-requests.ts';
import { expose } from 'comlink';
import { keepArea, mapProject } from '../src/jobs/map-project.ts';
import type { MapProgress } from '../src/map/text-map.ts';

/** What a page asks of this worker. */
const api = {
  lay: (project: number, onProgress: (progress: MapProgress) => void) => mapProject(project, onProgress),

  keepArea: (project: number, items: Uint32Array) => keepArea(project, items),
};

export type TextMapWorker = typeof api;

expose(api);
