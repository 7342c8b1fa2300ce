import type { PromptInFile } from '../../files/prompt-in-file.ts';
import type { Annotator } from '../../judgments/annotator.ts';
import type { AnnotationsFile } from '../../judgments/source-file.ts';
import type { Question } from '../../judgments/question.ts';

/** One annotator's answers to one question as a file of annotations holds them, before they are joined with a data set. */
export interface ImportedAnnotations {
  readonly annotator: Annotator;
  /** What it was asked with, as the file says; absent where the file does not say. */
  readonly prompt?: PromptInFile;
  readonly question: Question;
  /** Ids of the items, each once; row i of every array is the same item. */
  readonly ids: readonly string[];
  /** `null` if the file was downloaded without texts. */
  readonly texts: readonly string[] | null;
  /** 1 where the item was answered; a row that was not is all zero. */
  readonly answered: Uint8Array;
  /** 1 where the annotator was not asked; an item that is neither answered nor missing is a failed answer. Absent if nothing is missing. */
  readonly missing?: Uint8Array;
  /** Items x labels, row by row, exactly as they were written. */
  readonly distributions: Float32Array;
  /** Answers behind each distribution where it is counts / K; 0 where it is not. Absent if none is. */
  readonly samples?: Uint32Array;
  /** The file, with the rows of it that could not be used. */
  readonly source: AnnotationsFile;
}
