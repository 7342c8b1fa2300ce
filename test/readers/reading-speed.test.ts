import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { readFiles } from '../../src/readers/read-files.ts';

const ROWS = 211_225;
const WORDS =
  'rain window letter garden bridge, quiet 😀 müde nobody “later” train kettle geese invoice yes'.split(' ');
const HEADER = [
  ...'text,id,author,subreddit,link_id,parent_id,created_utc,rater_id,example_very_unclear'.split(','),
  ...emotionQuestion.labels,
];

/** A file in GoEmotions' schema and of its size, of random sentences: three or four raters for each text. */
function bigFile(): { blob: Blob; items: number } {
  let state = 1;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const pieces: string[] = [`${HEADER.join(',')}\r\n`];
  let items = 0;
  for (let row = 0; row < ROWS; items++) {
    const text = Array.from({ length: 8 + random(16) }, () => WORDS[random(WORDS.length)]).join(' ');
    const start = `"${text}",e${items},redacted,somewhere,t3_${items},t1_${items},1546300819.0`;
    for (let rater = 3 + random(2); rater > 0 && row < ROWS; rater--, row++) {
      const chosen = random(28);
      const cells = emotionQuestion.labels.map((_, label) => (label === chosen ? '1' : '0'));
      pieces.push(`${start},${rater * 20},False,${cells.join(',')}\r\n`);
    }
  }
  // In one piece: a blob of so many would be slow by itself.
  return { blob: new Blob([pieces.join('')]), items };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function megabytesKept(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

describe('reading', () => {
  it('takes all of GoEmotions in seconds and keeps no more than the result', async () => {
    const { blob, items } = bigFile();
    const before = megabytesKept();
    const start = performance.now();
    const cpu = process.cpuUsage();
    const { dataset } = await readFiles([{ name: 'goemotions.csv', blob }]);
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    const cpuSeconds = (user + system) / 1e6;
    const kept = megabytesKept() - before;
    console.log(
      `${ROWS} rows, ${(blob.size / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s; ` +
        `${cpuSeconds.toFixed(1)} s of processor time; ${kept.toFixed(0)} MB kept`,
    );
    expect(dataset!.sources[0]).toMatchObject({ rowsRead: ROWS, skipped: [] });
    expect(dataset!.ids.length).toBe(items);
    expect(dataset!.questions[0].votes.labels.length).toBe(ROWS);
    // Processor time, because what else runs on the machine is not the reader's.
    expect(cpuSeconds).toBeLessThan(6);
    // The file has two bytes per character in memory: all of it would be 90 MB.
    expect(kept).toBeLessThan(45);
  });
});
