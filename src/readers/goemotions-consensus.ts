import { anotherText } from './another-text.ts';
import { VotesBuilder } from '../judgments/votes.ts';
import { requireItems, sourceRecord, type DatasetFamily } from './dataset-family.ts';
import { emotionQuestion } from './goemotions-labels.ts';
import { ItemList } from './item-list.ts';

const LABEL_NUMBERS = /^\d+(,\d+)*$/;

/** GoEmotions' train.tsv, dev.tsv and test.tsv: the labels that two or more raters gave, with no word of who gave them. */
export const goEmotionsConsensus: DatasetFamily = {
  lookedFor:
    'GoEmotions train, dev or test (no header; a text, a tab, label numbers with commas between them, a tab, an id)',

  recognise(head) {
    if (head.format !== 'delimited') return null;
    const lines = head.lines.filter((line) => line.trim() !== '');
    const fitting = lines.filter((line) => {
      const cells = line.split('\t');
      return cells.length === 3 && LABEL_NUMBERS.test(cells[1]) && cells[2] !== '';
    });
    return fitting.length > 0 && fitting.length >= lines.length * 0.8
      ? 'GoEmotions consensus labels (one row per comment)'
      : null;
  },

  async read(files) {
    const items = new ItemList();
    const votes = new VotesBuilder();
    const records = [];
    const sources = [];
    for (const file of files) {
      const record = sourceRecord(file);
      records.push(record);
      // Texts begin with quotation marks that quote nothing, so the lines are split as they stand.
      for await (const batch of file.open.lines()) {
        for (const row of batch) {
          record.rowsRead++;
          const reason = row.problem ?? add(row.raw, items, votes);
          if (reason !== null) record.skip(row, reason);
        }
      }
      sources.push({ ...record.finish(file.open.sha256()), kind: 'people' as const, mappable: false });
    }
    requireItems(items.ids.length, records);
    const { ids, texts } = items;
    return {
      name: 'GoEmotions consensus labels',
      ids,
      texts,
      questions: [{ question: emotionQuestion, votes: votes.build(ids.length), origin: 'consensus' }],
      sources,
    };
  },
};

function add(line: string, items: ItemList, votes: VotesBuilder): string | null {
  if (line.trim() === '') return 'The line is empty.';
  const cells = line.split('\t');
  if (cells.length !== 3)
    return `The row has ${cells.length} cells with tabs between them; text, label numbers and id are expected.`;
  const [text, numbers, id] = cells;
  if (text.trim() === '') return 'The text is empty.';
  if (id === '') return 'The id is empty.';
  if (!LABEL_NUMBERS.test(numbers))
    return `The second column holds "${numbers}"; label numbers with commas between them are expected.`;
  const labels = numbers.split(',').map(Number);
  const outside = labels.find((label) => label >= emotionQuestion.labels.length);
  if (outside !== undefined)
    return `The label number ${outside} is not one of 0 to ${emotionQuestion.labels.length - 1}.`;
  const known = items.place(id);
  if (known >= 0)
    return items.texts[known] === text ? `The comment "${id}" stands in an earlier row.` : anotherText(id);
  votes.add(items.add(id, text), null, labels);
  return null;
}
