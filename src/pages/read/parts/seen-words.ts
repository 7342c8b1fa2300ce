import type { NumberModelReport, SeenReport } from '../../../analysis/report.ts';
import { fixed } from '../../../numerals/number-form.ts';
import { count, whole } from '../../ui/amounts.ts';

/** What a model is known and said to have been trained on, and what that means for its figures. */
export function seenWords(seen: SeenReport | NumberModelReport['seen']): string {
  const { items, declared } = seen;
  const jsd = 'jsd' in seen ? seen.jsd : null;
  const own = jsd === null || jsd.mean === null ? '' : ` Their own gap is ${fixed(jsd.mean, 2)}.`;
  if (declared?.all)
    return `The model is said to have been trained on all of these texts: nothing here tells how near it is to people on others, and there is no verdict in its favour.${own}`;
  const files = declared && declared.files.length > 0 ? ` (${declared.files.join(', ')})` : '';
  if (declared?.texts === 0)
    return `The model is said to have been trained on a list of texts${files}, none of which is here.`;
  const said = declared ? `, ${whole(declared.texts)} as a person said${files}` : '';
  if (items === 0)
    return `The model is said to have been trained on ${count(declared?.texts ?? 0, 'of these texts', 'of these texts')}${files}, none of which has enough raters. They are in no ${jsd ? 'gap figure' : 'figure'} of it.`;
  return `The model was trained or tuned on ${count(items, 'of these texts', 'of these texts')}${said}. They are excluded: ${jsd ? 'the gap, agreement and uncertainty do' : 'its figures do'} not count them.${own}`;
}
