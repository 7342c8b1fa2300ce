import { format } from '../../../numerals/number-form.ts';
import type { CoursePoint } from '../../../charts/text-course.ts';
import { count } from '../../ui/amounts.ts';
import type { Sequence } from '../parts/sequences.ts';

const percent = format('.0%');

/** What changes most from one end to the other, where the intervals at both ends do not overlap. */
export function changeWords(labels: readonly string[], curves: readonly (readonly CoursePoint[])[]): string {
  const changes = labels.map((label, place) => {
    const [first] = curves[place];
    const last = curves[place][curves[place].length - 1];
    return { label, first, last, isClear: first.hi < last.lo || last.hi < first.lo };
  });
  const clear = changes
    .filter(({ isClear }) => isClear)
    .sort((a, b) => Math.abs(b.last.mean - b.first.mean) - Math.abs(a.last.mean - a.first.mean));
  if (clear.length === 0)
    return 'No label’s share at the end differs from that at the beginning by more than their intervals allow.';
  return `${clear
    .slice(0, 2)
    .map(({ label, first, last }) => {
      const verb = last.mean > first.mean ? 'rises' : 'falls';
      return `${label} ${verb} from ${percent(first.mean)} to ${percent(last.mean)}`;
    })
    .join(', and ')}.`;
}

/** Where a curve is highest and lowest. */
export function extremesWords(
  name: string,
  curve: readonly CoursePoint[],
  written: (mean: number) => string,
  along: Pick<Sequence, 'name' | 'isDate' | 'written'>,
): string {
  const sorted = [...curve].sort((a, b) => a.mean - b.mean);
  const place = ({ at }: CoursePoint) => `${along.isDate ? '' : `${along.name} `}${along.written(at)}`;
  const [lowest, highest] = [sorted[0], sorted[sorted.length - 1]];
  return `${name} is lowest at ${place(lowest)} (${written(lowest.mean)}) and highest at ${place(highest)} (${written(highest.mean)}).`;
}

/** What a curve is made of, and what is left out of it. */
export function courseCaption(texts: number, all: number, { missing, name, isDate }: Sequence): string {
  const without = [
    isDate && missing > 0 ? `${count(missing, 'text')} without a ${name}` : '',
    all - texts - missing > 0 ? `${count(all - texts - missing, 'text')} without an answer` : '',
  ].filter((words) => words !== '');
  return (
    `${count(texts, 'text')}. At each place a local linear fit over the nearest 30% of the texts; 95% intervals of that mean, ` +
    `which take the texts for independent and leave out the model’s own error.` +
    (without.length > 0 ? ` Left out: ${without.join(', ')}.` : '')
  );
}
