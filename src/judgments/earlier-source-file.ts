import type { FileAccount, SourceFile } from './source-file.ts';

/** A file as earlier versions kept it: its kind is in the words of its layout, and in which counts it has. */
export type EarlierSourceFile = FileAccount & { readonly rowsUsed?: number };

const COPY = /^the same file as (.*), which counts once$/s;

/** A kept file with its kind; one that has it already as it is. The words are those that earlier versions wrote. */
export function withKind(source: SourceFile | EarlierSourceFile): SourceFile {
  if ('kind' in source) return source;
  const { layout } = source;
  const copy = COPY.exec(layout);
  const ofAnswers = source.rowsUsed !== undefined;
  if (copy) return { ...source, kind: 'copy', of: copy[1], ofAnswers };
  if (ofAnswers) return { ...source, kind: 'answers' } as SourceFile;
  if (layout.endsWith(', read for the texts')) return { ...source, kind: 'joined texts' };
  if (layout === 'figures that came with this page, without texts') return { ...source, kind: 'benchmark' };
  // They did not say whether the texts are in it.
  if (layout === 'annotations downloaded from this page')
    return { ...source, kind: 'annotations', withTexts: true };
  if (layout.startsWith('annotated ')) return { ...source, kind: 'people', mappable: true };
  if (layout.includes(' with the texts in the column ')) return { ...source, kind: 'texts', mappable: true };
  if (layout.startsWith('plain text (one text per line)'))
    return { ...source, kind: 'texts', mappable: false };
  return { ...source, kind: 'people', mappable: false };
}
