import type { ItemColumns } from '../../../analysis/item-columns.ts';
import { count } from '../../ui/amounts.ts';

/** What the mean shares of a model's labels are means of, where nobody was asked. */
export function sharesCaption(columns: Pick<ItemColumns, 'answered'> | null): string {
  if (columns === null) return 'Mean probability of each label.';
  const answered = columns.answered.reduce((sum, whether) => sum + whether, 0);
  return `Mean probability of each label over ${count(answered, 'text')}.`;
}
