/** The process of {@link loadNative}: started with a file and a folder of packages, it answers messages one after another. */
import type { BenchedWay } from './benched-way.ts';
import { loadNative } from './native-way.ts';

export interface Asked {
  readonly what: 'load' | keyof BenchedWay;
  readonly texts?: readonly string[];
}

export interface Answered {
  readonly value?: unknown;
  readonly error?: string;
}

const [file, packages] = process.argv.slice(2);
let way: BenchedWay;

async function answer({ what, texts = [] }: Asked): Promise<unknown> {
  if (what === 'load') {
    way = await loadNative(file, packages);
    return Object.keys(way);
  }
  return await way[what]!(texts);
}

process.on('message', (asked: Asked) => {
  const tell = (told: Answered) => process.send!(told);
  answer(asked).then(
    (value) => tell({ value }),
    (error: unknown) => tell({ error: String(error) }),
  );
});
