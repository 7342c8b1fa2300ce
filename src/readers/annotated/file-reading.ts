import { schemaReading } from '../schemas/schemas.ts';
import type { SchemaReading } from '../schemas/schema.ts';
import type { NamedBlob } from '../named-blob.ts';
import type { FileHead } from '../tables/file-head.ts';
import type { AskDraft } from './ask-draft.ts';
import { guessReading } from './guess-mapping.ts';
import { fits, type Mapping } from './mapping.ts';
import { SampledColumns } from './sampled-columns.ts';
import { isSaidOf, optionOf, saidLayout, usedOptions, withSaid, type SaidReading } from './said-reading.ts';

/** How one file of annotated texts is read. */
export interface FileReading {
  readonly mapping: Mapping;
  /** Makes the plain table that the mapping is about; absent where the file is one. */
  readonly unfold?: SchemaReading['unfold'];
  /** The known schema that the file is of. */
  readonly schema?: string;
  /** As in `SchemaReading`. */
  readonly personIs?: 'folder';
  readonly asks: readonly AskDraft[];
  /** Whether a person gave the mapping. */
  readonly given: boolean;
}

/** Whether a mapping is for this file: it has the mapping's columns, or is of the schema that the mapping is for. */
export function isMappingFor(mapping: Mapping, head: FileHead): boolean {
  return mapping.schema === undefined ? fits(mapping, head) : schemaReading(head)?.name === mapping.schema;
}

/**
 * The reading that a person gave, or that a known schema has, or that is guessed; `null` if the file does not look like annotated
 * texts.
 */
export function fileReading(
  head: FileHead,
  given: readonly Mapping[],
  said: SaidReading = {},
): FileReading | null {
  const schema = schemaReading(head);
  const own = given.find((one) => isMappingFor(one, head));
  if (own !== undefined) {
    const unfold = own.schema === undefined ? undefined : schema?.unfold;
    return { mapping: own, ...(unfold && { unfold, schema: own.schema }), asks: [], given: true };
  }
  const saidOfIt = isSaidOf(said, head) ? said : {};
  // Columns that a person names are those of the file itself.
  const namesColumns = [
    saidOfIt.text,
    saidOfIt.id,
    saidOfIt.rater,
    saidOfIt.label,
    saidLayout(saidOfIt) ?? undefined,
  ].some((one) => one !== undefined);
  if (schema !== null && !(namesColumns && schema.unfold !== undefined)) {
    const { name, mapping, unfold, personIs, asks = [] } = schema;
    const whole = withSaid(unfold === undefined ? mapping : { ...mapping, schema: name }, saidOfIt);
    return { mapping: whole, unfold, schema: name, personIs, asks: openAsks(asks, saidOfIt), given: false };
  }
  const guess = guessReading(head, saidOfIt);
  if (guess === null) return null;
  return {
    mapping: withoutOthersCodes(withSaid(guess.mapping, saidOfIt), head),
    asks: openAsks(guess.asks, saidOfIt),
    given: namesColumns,
  };
}

/**
 * Without what codes stand for, where the answers are labels already: some are what a code stands for and no code themselves. The codes
 * are then those of a model's file, be they numbers too, as where its scale begins with 0.
 */
function withoutOthersCodes(mapping: Mapping, head: FileHead): Mapping {
  const { labelNames, ...rest } = mapping;
  if (labelNames === undefined) return mapping;
  const columns = new SampledColumns(head);
  const labels = new Set(Object.values(labelNames));
  const cells = mapping.questions.flatMap((question) =>
    question.columns.flatMap(({ column }) => [...columns.distinct(column)]),
  );
  return cells.some((cell) => labels.has(cell) && !Object.hasOwn(labelNames, cell)) ? rest : mapping;
}

/** What is still to be asked after what was said. */
function openAsks(asks: readonly AskDraft[], said: SaidReading): readonly AskDraft[] {
  const used = usedOptions(said);
  return asks.filter(({ choices }) => !choices.some(({ option }) => used.has(optionOf(option))));
}

type HeadReading = readonly [FileHead, FileReading | null];

/** The readings that change when files are seen beside one another; see `AnnotatedTexts.lookTogether`. */
export function readTogether(files: readonly HeadReading[], given: readonly Mapping[]): HeadReading[] {
  if (given.length > 0) return [];
  if (files.length < 2 && files[0]?.[1]?.personIs !== 'folder') return [];
  const byId = files.some(
    ([, reading]) => reading !== null && reading.mapping.text === null && reading.mapping.id !== null,
  );
  if (byId)
    return files
      .filter(([, reading]) => reading !== null && holdsTexts(reading))
      .map(([head]) => [head, null]);
  const split = withOneSeparator(files);
  const rated = raterFiles(split);
  return rated.length > 0 ? rated : split.filter((one, at) => one !== files[at]);
}

/**
 * What one of several files with the same columns tells of its labels holds in the others, which may have few of them: what stands
 * between them, and that a dash is one.
 */
function withOneSeparator(files: readonly HeadReading[]): HeadReading[] {
  const columns = (head: FileHead) => head.columns.join('\n');
  return files.map((file) => {
    const [head, reading] = file;
    if (reading === null || reading.given) return file;
    const alike = files.flatMap(([one, own]) =>
      own !== null && columns(one) === columns(head) ? [own.mapping] : [],
    );
    const { mapping } = reading;
    const separator = mapping.separator ?? alike.find((one) => one.separator !== undefined)?.separator;
    const signs = mapping.signs ?? alike.find((one) => one.signs)?.signs;
    return separator === mapping.separator && signs === mapping.signs
      ? file
      : [
          head,
          { ...reading, mapping: { ...mapping, ...(separator && { separator }), ...(signs && { signs }) } },
        ];
  });
}

/** Whether a file has one row for each text, and what looks like labels may say something about it. */
function holdsTexts({ mapping, given, schema }: FileReading): boolean {
  const { text, id, rater, layout } = mapping;
  return (
    !given && schema === undefined && text !== null && id !== null && rater === null && layout === 'long'
  );
}

/**
 * Files of one tool that holds a file for each rater: the file's name is the rater's, or its folder's. Where all files have one name
 * and no folder, nobody is named.
 */
function raterFiles(files: readonly HeadReading[]): HeadReading[] {
  const alike = files.filter(([head, reading]) => {
    if (
      reading === null ||
      reading.given ||
      reading.mapping.layout !== 'long' ||
      reading.mapping.rater !== null
    )
      return false;
    return head.columns.join('\n') === files[0][0].columns.join('\n');
  });
  if (alike.length < files.length || !sharesTexts(alike)) return [];
  return alike.map(([head, reading]) => {
    const inFolder = reading!.personIs === 'folder';
    const raterName = inFolder ? folderOf(head.file) : stemOf(head.file.name);
    if (raterName === null) return [head, reading];
    const ask: AskDraft = {
      what:
        files.length > 1
          ? 'The files have the same columns and are about the same texts, and none names a rater. Is each file one person’s?'
          : `The file names no rater and stands in the folder "${raterName}". Is it one person’s?`,
      choices: [
        { says: `yes: the name of the ${inFolder ? 'folder' : 'file'} is the rater’s`, option: '' },
        {
          says: 'no',
          option: '--mapping FILE without "raterName"',
          apply: (mapping) => ({ ...mapping, raterName: undefined }),
        },
      ],
      taken: 0,
    };
    return [
      head,
      { ...reading!, mapping: { ...reading!.mapping, raterName }, asks: [...reading!.asks, ask] },
    ];
  });
}

function stemOf(name: string): string {
  return name.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');
}

/** The folder that a file stands in; `null` where nothing says so. */
function folderOf({ name, folder }: NamedBlob): string | null {
  return /([^/]+)\/[^/]+$/.exec(name)?.[1] ?? folder ?? null;
}

/** Whether the first rows of the files have texts or ids in common. */
function sharesTexts(files: readonly HeadReading[]): boolean {
  const [first, ...others] = files.map(([head, reading]) => {
    const { id, text } = reading!.mapping;
    const place = head.columns.indexOf((text ?? id)!);
    return new Set(head.sample.filter(({ problem }) => problem === null).map(({ cells }) => cells[place]));
  });
  return others.every((own) => [...own].filter((cell) => first.has(cell)).length * 2 > own.size);
}
