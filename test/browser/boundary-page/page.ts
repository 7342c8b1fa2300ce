import { mount } from 'svelte';
import { drawPart } from '../../../src/pages/report-file/draw-part.ts';
import { noteUncaughtErrors, unexpectedErrors } from '../../../src/pages/ui/unexpected-errors.svelte.ts';
import BoundaryPage from './BoundaryPage.svelte';
import Chart from './Chart.svelte';

noteUncaughtErrors();
mount(BoundaryPage, { target: document.body });

const boundaries = {
  /** What a person could copy. */
  errors: () => unexpectedErrors.list.map(({ what }) => what),
  /** What a report file would say of a chart, or why it is not written. */
  report(broken: boolean): string {
    try {
      return drawPart(Chart, { broken }, 'part', 0);
    } catch (error) {
      return (error as Error).message;
    }
  },
};

declare global {
  var boundaries: BoundaryTools;
}
export type BoundaryTools = typeof boundaries;

globalThis.boundaries = boundaries;
