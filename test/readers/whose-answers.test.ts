import { describe, expect, it } from 'vitest';
import { readFiles, type ReadFilesOptions } from '../../src/readers/read-files.ts';
import { UndecidedReadingError } from '../../src/readers/reading-ask.ts';

const PEOPLE = {
  name: 'people.csv',
  text:
    'id,text,rater,emotion\n' +
    ['t1', 't2', 't3', 't4']
      .flatMap((id) =>
        ['A', 'B', 'C'].map((rater) => `${id},The text ${id}.,${rater},${id === 't1' ? 'joy' : 'anger'}`),
      )
      .join('\n'),
};
const BARE = { name: 'bare.csv', text: 'id,label\nt1,joy\nt2,anger\nt3,joy\nt4,anger\n' };

function read(files: readonly { name: string; text: string }[], options: ReadFilesOptions = {}) {
  return readFiles(
    files.map(({ name, text }) => ({ name, blob: new Blob([text]) })),
    options,
  );
}

describe('a file with one answer for each id that names nobody', () => {
  it('is asked about beside the answers of several people: as likely theirs as a model’s', async () => {
    const error = await read([PEOPLE, BARE]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UndecidedReadingError);
    const [ask] = (error as UndecidedReadingError).asks;
    expect(ask).toMatchObject({ file: 'bare.csv', taken: null });
    expect(ask.choices.map(({ option }) => option)).toEqual(['--of people', '--predictions bare.csv']);
  });

  it('is asked about with people’s texts beside its ids too, and not with texts of its own', async () => {
    const answers = (text: string) => ({
      name: 'words.jsonl',
      text: ['t1', 't2', 't3', 't4']
        .map((id) => JSON.stringify({ id, text: `${text} ${id}.`, answer: 'joy' }))
        .join('\n'),
    });
    const asked = await read([PEOPLE, answers('The text')]).catch((thrown: unknown) => thrown);
    expect((asked as UndecidedReadingError).asks.map(({ file }) => file)).toEqual(['words.jsonl']);
    const model = await read([PEOPLE, answers('The text')], { whose: { 'words.jsonl': 'model' } });
    expect(model.predictions!.judgments.map(({ annotator }) => annotator.model)).toEqual(['words']);
    expect((await read([PEOPLE, answers('Another text')])).predictions).toBeNull();
  });

  it('is asked about where a row of it is too short', async () => {
    const short = {
      name: 'short.csv',
      text: 'id,text,label\nt1,The text t1.,joy\nt2\nt3,The text t3.,joy\n',
    };
    const asked = await read([PEOPLE, short]).catch((thrown: unknown) => thrown);
    expect((asked as UndecidedReadingError).asks.map(({ file }) => file)).toEqual(['short.csv']);
  });

  it('of probabilities can be said to be a model’s where it is asked', async () => {
    const shares = {
      name: 'shares.csv',
      text: 'id,text,joy,anger\nt1,The text t1.,0.713,0.287\nt2,The text t2.,0.121,0.879\nt3,The text t3.,0.333,0.667\n',
    };
    const error = await read([PEOPLE, shares]).catch((thrown: unknown) => thrown);
    const choice = (error as UndecidedReadingError).asks[0].choices[1];
    expect(choice.answers).toEqual({ whose: { 'shares.csv': 'model' } });
    const model = await read([PEOPLE, shares], { whose: choice.answers!.whose });
    expect(model.predictions!.judgments.map(({ annotator }) => annotator.model)).toEqual(['shares']);
  });

  it('is read as what a person says', async () => {
    const model = await read([PEOPLE, BARE], { whose: { 'bare.csv': 'model' } });
    expect(model.dataset!.questions.map(({ question }) => question.name)).toEqual(['emotion']);
    expect(model.predictions!.judgments.map(({ annotator }) => annotator.model)).toEqual(['bare']);
    const people = await read([PEOPLE, BARE], { whose: { 'bare.csv': 'people' } });
    expect(people.predictions).toBeNull();
    expect(people.dataset!.questions.map(({ question }) => question.name)).toEqual(['emotion', 'label']);
  });

  it('is not asked about again where a person has said how it is read, nor while another file is looked at', async () => {
    const { mappings } = await read([BARE]);
    const mapped = await read([PEOPLE, BARE], { mappings: mappings.map(({ mapping }) => mapping) });
    expect(mapped.dataset!.questions).toHaveLength(2);
    expect((await read([PEOPLE, BARE], { peopleOnly: true })).dataset!.texts).toHaveLength(4);
  });

  it('is no question by itself, or where it names its rater', async () => {
    expect((await read([BARE])).dataset!.texts).toHaveLength(4);
    const named = {
      name: 'bare.csv',
      text: BARE.text.replaceAll('\n', ',D\n').replace('label,D', 'label,rater'),
    };
    expect((await read([PEOPLE, named])).predictions).toBeNull();
  });
});
