import { groups } from 'd3';
import type { Dataset } from '../../judgments/dataset.ts';
import type { ReadingAsk } from '../reading-ask.ts';

/** A text that only a model's file has. */
export interface NewText {
  readonly id: string;
  readonly text: string;
}

/** What becomes of the texts that only a model's file has, by the file's name. */
export type SaidNewTexts = Readonly<Record<string, 'add' | 'leave out'>>;

/** More are not kept: they are another data set. */
const MOST_TEXTS = 100_000;

/** Collects texts that only models' files have. */
export class NewTexts {
  readonly #files = new Map<string, Map<string, string>>();

  add(file: string, id: string, text: string): void {
    let own = this.#files.get(file);
    if (own === undefined) this.#files.set(file, (own = new Map<string, string>()));
    // Clones: cells are slices of a block of the file, and keep it in memory.
    if (own.size < MOST_TEXTS && !own.has(id)) own.set(structuredClone(id), structuredClone(text));
  }

  /** By the file's name; without those that several ids have, which may be samples of one text. */
  get byFile(): ReadonlyMap<string, readonly NewText[]> {
    return new Map(
      [...this.#files].map(([file, own]) => {
        const all = [...own].map(([id, text]) => ({ id, text }));
        return [file, groups(all, ({ text }) => text).flatMap(([, same]) => (same.length > 1 ? [] : same))];
      }),
    );
  }
}

/** Says what becomes of a file's texts that are not here, to be changed by a person. */
export function newTextsAsk(file: string, texts: number, are: 'added' | 'left out'): ReadingAsk[] {
  if (texts === 0) return [];
  return [
    {
      file,
      what: `It has ${texts} ${texts === 1 ? 'text' : 'texts'} that the people’s file has not.`,
      choices: [
        {
          says: 'left out, with the answers about them',
          option: '',
          answers: { newTexts: { [file]: 'leave out' } },
        },
        { says: 'added as texts that nobody judged', option: '', answers: { newTexts: { [file]: 'add' } } },
      ],
      taken: are === 'added' ? 1 : 0,
    },
  ];
}

/** A data set with further texts behind its own, which nobody has judged; those whose id is there are not added. */
export function withNewTexts(dataset: Dataset, texts: readonly NewText[]): Dataset {
  const known = new Set(dataset.ids);
  const fresh = [...new Map(texts.map((one) => [one.id, one])).values()].filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return dataset;
  const { withoutText, attributes } = dataset;
  return {
    ...dataset,
    ids: [...dataset.ids, ...fresh.map(({ id }) => id)],
    texts: [...dataset.texts, ...fresh.map(({ text }) => text)],
    ...(withoutText && { withoutText: longer(withoutText, fresh.length, 0) }),
    questions: dataset.questions.map((one) => {
      const { voteStart, abstentions } = one.votes;
      const votes = {
        ...one.votes,
        voteStart: longer(voteStart, fresh.length, voteStart[voteStart.length - 1]),
        abstentions: longer(abstentions, fresh.length, 0),
      };
      return { ...one, votes };
    }),
    ...(attributes && {
      attributes: attributes.map((one) =>
        one.of === 'items' ? { ...one, values: [...one.values, ...fresh.map(() => null)] } : one,
      ),
    }),
  };
}

function longer<List extends Uint8Array | Uint32Array>(list: List, by: number, value: number): List {
  const whole = new (list.constructor as new (length: number) => List)(list.length + by).fill(value);
  whole.set(list);
  return whole as List;
}
