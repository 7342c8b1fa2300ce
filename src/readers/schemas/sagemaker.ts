import type { FileHead } from '../tables/file-head.ts';
import { UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';
import { labelCell, objectOf, objectsIn, plainText } from './nested-cell.ts';
import { jsonCell } from '../annotated/answer-cells.ts';

/** SageMaker Ground Truth's output manifest: each job's consolidated label, by name in `class-name` or `class-map`. */
export const sageMakerManifest: Schema = {
  name: 'SageMaker Ground Truth manifest',

  recognise(head) {
    const jobs = jobsIn(head);
    const source = ['source', 'source-ref'].find((name) => head.columns.includes(name));
    if (source === undefined || jobs.length === 0) return null;
    return {
      mapping: { ...UNFOLDED_MAPPING, id: null, rater: null },
      unfold: {
        columns: UNFOLDED,
        from: [source, ...jobs.flatMap((job) => [job, `${job}-metadata`])],
        rows: (cell) =>
          jobs.flatMap((job) => {
            const [about] = objectsIn(cell(`${job}-metadata`));
            return about === undefined
              ? []
              : [['', cell(source), '', job, labelCell(names(cell(job), about))]];
          }),
      },
    };
  },
};

function jobsIn(head: FileHead): string[] {
  return head.columns.filter((name) => head.columns.includes(`${name}-metadata`));
}

function names(cell: string, about: Record<string, unknown>): unknown[] {
  if (about['class-name'] !== undefined) return [about['class-name']];
  const map = objectOf(about['class-map']);
  const codes = jsonCell(cell);
  const list = Array.isArray(codes) ? codes : [cell];
  return list.map((code) => map?.[String(code)] ?? code);
}

/** Ground Truth's answers of workers before they are consolidated: `annotations` with `workerId` and `annotationData`. */
export const sageMakerWorkers: Schema = {
  name: 'SageMaker Ground Truth annotations',

  recognise(head) {
    const place = head.columns.indexOf('annotations');
    const isOne =
      head.columns.includes('dataObject') &&
      head.sample.some(
        ({ problem, cells }) => problem === null && objectsIn(cells[place]).some((one) => 'workerId' in one),
      );
    if (!isOne) return null;
    return {
      mapping: UNFOLDED_MAPPING,
      unfold: {
        columns: UNFOLDED,
        from: ['datasetObjectId', 'dataObject', 'annotations'].filter((name) => head.columns.includes(name)),
        rows(cell) {
          const text = plainText(objectsIn(cell('dataObject'))[0]?.content);
          return objectsIn(cell('annotations')).flatMap((annotation) => {
            const content = jsonCell(plainText(objectOf(annotation.annotationData)?.content));
            return Object.entries(objectOf(content) ?? {}).map(([question, value]) => {
              const label = objectOf(value)?.label ?? objectOf(value)?.labels ?? value;
              return [
                cell('datasetObjectId') || text,
                text,
                plainText(annotation.workerId),
                question,
                labelCell([label].flat()),
              ];
            });
          });
        },
      },
    };
  },
};
