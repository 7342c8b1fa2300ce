import { expect, it } from 'vitest';
import { TableOrder } from '../../../src/pages/ui/table-order.svelte.ts';

const ROWS = [
  { name: 'b10', value: 0.2 },
  { name: 'b9', value: null },
  { name: 'a', value: 0.7 },
];
const valueOf = (row: (typeof ROWS)[number], column: number) => (column === 0 ? row.name : row.value);
const names = (order: TableOrder) => order.sorted(ROWS, valueOf).map(({ name }) => name);

it('puts the greatest figures and the first names first, and turns round when pressed again', () => {
  const order = new TableOrder();
  expect(names(order)).toEqual(['b10', 'b9', 'a']);
  order.onsort(1);
  expect(names(order)).toEqual(['a', 'b10', 'b9']);
  order.onsort(1);
  expect(names(order)).toEqual(['b10', 'a', 'b9']);
  order.onsort(0);
  expect(names(order)).toEqual(['a', 'b9', 'b10']);
});
