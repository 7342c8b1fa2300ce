import { hasColumns, type Schema } from './schema.ts';
import { objectsIn, plainText } from './nested-cell.ts';

/** ChaosNLI (Nie et al. 2020): a hundred votes for each pair of sentences. */
export const chaosNli: Schema = {
  name: 'ChaosNLI',

  recognise(head) {
    if (!hasColumns(head, ['uid', 'label_counter', 'example'])) return null;
    return {
      mapping: {
        layout: 'votes',
        text: 'text',
        id: 'uid',
        rater: null,
        questions: [
          {
            name: 'label',
            kind: 'categorical',
            columns: [{ column: 'label_counter', name: 'label_counter' }],
          },
        ],
        abstentions: [],
      },
      unfold: {
        columns: ['uid', 'text', 'label_counter'],
        from: ['uid', 'example', 'label_counter'],
        rows(cell) {
          const [example = {}] = objectsIn(cell('example'));
          const passages = [
            example.premise ?? example.obs1,
            example.hypothesis ?? example.obs2,
            example.hyp1,
            example.hyp2,
          ];
          const text = passages
            .map(plainText)
            .filter((passage) => passage !== '')
            .join('\n');
          return [[cell('uid'), text || cell('uid'), cell('label_counter')]];
        },
      },
    };
  },
};
