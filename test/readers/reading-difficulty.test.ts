import { expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { readingDifficulty } from '../../src/readers/reading-difficulty.ts';
import { file } from './files.ts';

const people = file(
  'people.csv',
  'id,text,rater,label\na,One,A,joy\na,One,B,fear\nb,Two,A,fear\nb,Two,B,fear\n',
);

it('says as plain data how the labels differ', async () => {
  const model = file('model.csv', 'id,happiness,fear\na,0.5,0.5\nb,0.25,0.75\n');
  const difficulty = readingDifficulty(await failure(readFiles([people, model])));
  expect(structuredClone(difficulty)).toMatchObject({
    kind: 'labels differ',
    file: 'model.csv',
    question: { name: 'label', labels: ['fear', 'joy'] },
    missing: ['joy'],
    extra: ['happiness'],
  });
});

it('names a label without a column also where another file was matched before', async () => {
  const model = file('model.csv', 'id,cheer,fear\na,0.5,0.5\nb,0.25,0.75\n');
  const predictions = { labels: { happiness: 'joy' } };
  const error = await failure(readFiles([people, model], { predictions }));
  expect(readingDifficulty(error)).toMatchObject({ missing: ['joy'], extra: ['cheer'] });
});

it('says which questions may be meant', async () => {
  const two = file('two.csv', 'id,text,rater,mood,label\na,One,A,x,x\na,One,B,y,y\n');
  const answers = file('answers.csv', 'id,response\na,x\n');
  expect(readingDifficulty(await failure(readFiles([two, answers])))).toMatchObject({
    kind: 'question undecided',
    file: 'answers.csv',
    questions: [{ id: 'mood' }, { id: 'label' }],
  });
});

it('asks for the question where a model’s labels are as near to one as to another', async () => {
  const two = file('two.csv', 'id,text,rater,mood,label\na,One,A,x,x\na,One,B,y,y\n');
  const model = file('model.csv', 'id,x,z\na,0.5,0.5\n');
  const undecided = readingDifficulty(await failure(readFiles([two, model])));
  expect(undecided).toMatchObject({
    kind: 'question undecided',
    questions: [{ id: 'mood' }, { id: 'label' }],
  });
  const labels = await failure(readFiles([two, model], { predictions: { labels: { z: null } } }));
  expect(readingDifficulty(labels)).toMatchObject({ kind: 'question undecided' });
  const chosen = await failure(readFiles([two, model], { predictions: { question: 'label' } }));
  expect(readingDifficulty(chosen)).toMatchObject({
    question: { id: 'label' },
    missing: ['y'],
    extra: ['z'],
  });
});

it('tells a table that a person can explain from a file that nobody can', async () => {
  const unknown = await failure(readFiles([file('paint.csv', 'colour,size\nred,3\n')]));
  expect(readingDifficulty(unknown)).toMatchObject({ kind: 'layout unknown', file: 'paint.csv' });
  expect(readingDifficulty(await failure(readFiles([file('a.csv')])))).toBeNull();
});

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}
