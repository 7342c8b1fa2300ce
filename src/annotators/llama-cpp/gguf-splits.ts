import { group } from 'd3';

/** `model-00001-of-00003.gguf` */
const SPLIT = /^(.+)-(\d{5})-of-(\d{5})\.gguf$/i;

/** GGUF files that are one model. */
export interface GgufSplits<File> {
  /** The file's name, without its folder, its number and its end. */
  readonly name: string;
  /** In their order. */
  readonly files: readonly File[];
  /** How many there should be. */
  readonly of: number;
  /** How many of these there are: two files may be the same one of them, and a number may be beyond the last. */
  readonly there: number;
  /** Whether each of them is there, once, and no other. */
  readonly isWhole: boolean;
}

/** The models among GGUF files: each a file, or the files that its splits lie in. */
export function ggufSplits<File>(files: readonly File[], pathOf: (file: File) => string): GgufSplits<File>[] {
  const models = group(
    files.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)),
    (file) => pathOf(file).replace(SPLIT, '$1 $3'),
  );
  return [...models.values()].map((own) => {
    const path = pathOf(own[0]);
    const name = path.replace(SPLIT, '$1').replace(/\.gguf$/i, '');
    const of = Number(SPLIT.exec(path)?.[3] ?? 1);
    const numbers = own.map((file) => Number(SPLIT.exec(pathOf(file))?.[2] ?? 1));
    const there = new Set(numbers.filter((number) => number >= 1 && number <= of)).size;
    const isWhole = there === of && own.length === of;
    return { name: name.split('/').at(-1)!, files: own, of, there, isWhole };
  });
}
