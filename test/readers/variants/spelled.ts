import {
  emotions,
  file,
  label,
  LABELS,
  long,
  rating,
  RATERS,
  ratings,
  table,
  TEXTS,
  votes,
  type Variant,
} from './people.ts';

const places = [...TEXTS.keys()];
const unknown = RATERS.map(() => null);
/** A row for each text. */
const each = (columns: readonly string[], row: (item: number) => readonly (string | number)[]) =>
  table([columns, ...places.map(row)]);
const said = (item: number) => RATERS.map((name, rater) => [name, label(item, rater)] as const);
const counted = (item: number) =>
  LABELS.map((name) => [name, said(item).filter(([, one]) => one === name).length] as const).filter(
    ([, count]) => count > 0,
  );
/** Some answers with a further label. */
const two = (item: number, rater: number) =>
  label(item, rater) === 'sad' ? ['sad', 'angry'] : [label(item, rater)];
const twice = [{ kind: 'categorical', votes: votes((item, rater) => two(item, rater).join('+')) }] as const;
const unnamed = [{ kind: 'categorical', votes: votes(label, { names: unknown }) }] as const;

function inCells(name: string, columns: readonly string[], cell: (item: number) => string): Variant {
  return {
    name,
    files: [
      file(
        'x.csv',
        each(columns, (item) => [`00${item}`, TEXTS[item], cell(item)]),
      ),
    ],
    questions: columns.at(-1) === 'annotations' || columns.at(-1) === 'labels' ? emotions : unnamed,
  };
}

function joined(name: string, between: string): Variant {
  return {
    name,
    files: [
      file(
        'x.csv',
        table(
          long(['id', 'text', 'rater', 'emotions'], (item, rater) => [
            item,
            TEXTS[item],
            RATERS[rater],
            two(item, rater).join(between),
          ]),
        ),
      ),
    ],
    questions: twice,
  };
}

function headed(name: string, columns: readonly string[], delimiter = ','): Variant {
  return {
    name,
    files: [
      file(
        'x.csv',
        table(
          long(columns, (item, rater) => [item, TEXTS[item], RATERS[rater], label(item, rater)]),
          delimiter,
        ),
      ),
    ],
    questions: emotions,
  };
}

function rated(name: string, cell: (rating: number) => string): Variant {
  return {
    name,
    files: [
      file(
        'x.csv',
        table(
          long(['id', 'review', 'rater', 'score'], (item, rater) => [
            item,
            TEXTS[item],
            RATERS[rater],
            cell(rating(item, rater)),
          ]),
        ),
      ),
    ],
    questions: ratings,
  };
}

const lineTexts = TEXTS.map((text) => text.replaceAll('\n', ' '));

/** Answers, quotation marks and names of columns as people and programs spell them. */
export const SPELLED_VARIANTS: readonly Variant[] = [
  inCells('raters and labels in a cell: "mira: happy; jon: sad"', ['id', 'text', 'annotations'], (item) =>
    said(item)
      .map((pair) => pair.join(': '))
      .join('; '),
  ),
  inCells('raters and labels in a cell: "mira=happy, jon=sad"', ['id', 'text', 'labels'], (item) =>
    said(item)
      .map((pair) => pair.join('='))
      .join(', '),
  ),
  inCells('numbers of votes in a cell: "happy: 3, sad: 1"', ['id', 'text', 'votes'], (item) =>
    counted(item)
      .map((pair) => pair.join(': '))
      .join(', '),
  ),
  inCells('numbers of votes in a cell: "happy (3); sad (1)"', ['id', 'text', 'votes'], (item) =>
    counted(item)
      .map(([name, count]) => `${name} (${count})`)
      .join('; '),
  ),
  inCells('answers of several raters with semicolons', ['id', 'text', 'annotator_labels'], (item) =>
    said(item)
      .map(([, one]) => one)
      .join(';'),
  ),
  joined('several labels with a plus', ' + '),
  joined('several labels with an ampersand', ' & '),
  joined('several labels on lines of their own', '\n'),
  {
    name: 'further labels in columns of their own',
    files: [
      file(
        'x.csv',
        table(
          long(['id', 'text', 'rater', 'label_1', 'label_2'], (item, rater) => {
            const [first, second = ''] = two(item, rater);
            return [item, TEXTS[item], RATERS[rater], first, second];
          }),
        ),
      ),
    ],
    questions: twice,
  },
  rated('ratings as stars', (points) => '★'.repeat(points)),
  rated('ratings as stars out of five', (points) => '★'.repeat(points) + '☆'.repeat(5 - points)),
  rated('ratings as "4/5"', (points) => `${points}/5`),
  headed('Chinese headers', ['编号', '文本', '标注者', '标签']),
  headed('Japanese headers', ['ID', 'テキスト', '評価者', 'ラベル']),
  headed('Korean headers', ['번호', '텍스트', '평가자', '라벨']),
  headed('Russian headers', ['id', 'текст', 'аннотатор', 'метка'], ';'),
  headed('Polish headers', ['id', 'tekst', 'anotator', 'etykieta'], ';'),
  headed('Portuguese headers', ['id', 'texto', 'avaliador', 'rótulo'], ';'),
  {
    name: 'R’s write.table: a backslash before quotation marks',
    files: [
      file(
        'x.csv',
        `"","id","text","rater","label"\n${places
          .flatMap((item) =>
            RATERS.map(
              (name, rater) =>
                `"${item * 4 + rater + 1}","${item}","${TEXTS[item].replaceAll('"', '\\"')}","${name}","${label(item, rater)}"\n`,
            ),
          )
          .join('')}`,
      ),
    ],
    questions: emotions,
  },
  {
    name: 'tabs and nothing quoted, texts that begin with a quotation mark',
    files: [
      file(
        'x.tsv',
        `id\ttext\trater\tlabel\n${places
          .flatMap((item) =>
            RATERS.map((name, rater) => `${item}\t"${lineTexts[item]}\t${name}\t${label(item, rater)}\n`),
          )
          .join('')}`,
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(label, { key: (item) => `"${lineTexts[item]}` }) }],
  },
  {
    name: 'each label’s name in a column of its own',
    files: [
      file(
        'x.csv',
        table(
          long(['id', 'text', 'rater', ...LABELS], (item, rater) => [
            item,
            TEXTS[item],
            RATERS[rater],
            ...LABELS.map((name) => (name === label(item, rater) ? name : '')),
          ]),
        ),
      ),
    ],
    questions: emotions,
  },
  {
    name: 'Potato’s table: labels and a scale by schema',
    files: [
      file(
        'annotated_instances.tsv',
        table(
          long(
            [
              'user',
              'instance_id',
              'displayed_text',
              ...LABELS.map((name) => `mood:::${name}`),
              ...[1, 2, 3, 4, 5].map((point) => `strength:::scale_${point}`),
            ],
            (item, rater) => [
              RATERS[rater],
              `t${item}`,
              TEXTS[item],
              ...LABELS.map((name) => (name === label(item, rater) ? name : '')),
              ...[1, 2, 3, 4, 5].map((point) => (point === rating(item, rater) ? point : '')),
            ],
          ),
          '\t',
        ),
      ),
    ],
    questions: [...emotions, ...ratings],
  },
];
