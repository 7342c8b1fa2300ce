import { expect, it } from 'vitest';
import { readFiles, type ReadFilesOptions } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const SBIC = [
  'post,WorkerId,offensiveYN,intentYN,sexYN',
  'One,A,1,0.66,0',
  'One,B,0.5,0.33,0',
  'Two,A,0,0,1',
  'Two,B,0,1,1',
  '',
].join('\n');
const WITHOUT_HEADER = Array.from(
  { length: 12 },
  (_, at) => `It rains on day ${at} of the month,${['joy', 'fear'][at % 2]},${['x', 'y', 'z'][at % 3]}`,
).join('\n');

async function read(content: string, options: ReadFilesOptions = {}) {
  const { dataset, mappings, asks } = await readFiles([file('a.csv', content)], options);
  return {
    questions: dataset!.questions.map(({ question }) => question.name),
    mapping: mappings[0].mapping,
    asks,
  };
}

it('reads more columns of SBIC as the choice says, on the page and on the command line', async () => {
  const { questions, asks } = await read(SBIC);
  expect(questions).toEqual(['offensiveYN']);
  const all = ['offensiveYN', 'intentYN', 'sexYN'];
  const onPage = await read(SBIC, { mappings: [asks[0].choices[1].mapping!] });
  const onCommandLine = await read(SBIC, { said: { label: all } });
  expect(onPage.questions).toEqual(all);
  expect(onPage.mapping).toEqual(onCommandLine.mapping);
});

it('asks nothing about columns that SBIC is without', async () => {
  expect((await read(SBIC.replace('intentYN,sexYN', 'a,b'))).asks).toEqual([]);
});

it('offers no reading of a table without a header that is the one taken', async () => {
  const { mapping, asks } = await read(WITHOUT_HEADER);
  for (const { choices, taken } of asks.filter(({ what }) => what.startsWith('The file names no columns')))
    for (const [place, choice] of choices.entries())
      if (place !== taken) expect(choice.mapping).not.toEqual(mapping);
  expect(asks.length).toBeGreaterThan(0);
});
