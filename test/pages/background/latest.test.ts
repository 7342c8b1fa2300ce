import { expect, it } from 'vitest';
import { latest } from '../../../src/pages/background/latest.ts';
import { pending } from './fake-workers.ts';

it('takes the answer to the newest question only, in whatever order answers come', async () => {
  const taken: string[] = [];
  const newest = latest();
  const [first, second] = [pending<string>(), pending<string>()];
  const asked = [first, second].map(({ promise }) =>
    newest.do(
      () => promise,
      (answer) => taken.push(answer),
    ),
  );
  second.resolve('second');
  first.resolve('first');
  expect(await Promise.all(asked)).toEqual([false, true]);
  expect(taken).toEqual(['second']);
});

it('drops an error of what was overtaken, and throws that of the newest', async () => {
  const newest = latest();
  const fail = (message: string) =>
    newest.do(
      () => Promise.reject(new Error(message)),
      () => undefined,
    );
  const overtaken = fail('old');
  await expect(fail('new')).rejects.toThrow('new');
  expect(await overtaken).toBe(false);
});

it('takes nothing that was forgotten', async () => {
  const newest = latest();
  const taken: number[] = [];
  const asked = newest.do(
    () => Promise.resolve(1),
    (answer) => taken.push(answer),
  );
  newest.forget();
  expect(await asked).toBe(false);
  expect(taken).toEqual([]);
});
