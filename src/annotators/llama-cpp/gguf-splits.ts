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
    return { name: name.split('/').at(-1)!, files: own, of: Number(SPLIT.exec(path)?.[3] ?? 1) };
  });
}
