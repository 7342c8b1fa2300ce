import { gzipSync } from 'node:zlib';
import { by, lines, oneOf, points, ratings, said, shares, soft, sure, type ModelVariant } from './models.ts';
import { file, LABELS, table, TEXTS } from './people.ts';

/** Tables of models' answers. */
const rows = (header: readonly string[], row: (i: number) => readonly (string | number)[]) => [
  header,
  ...TEXTS.map((_, i) => row(i)),
];
const csv = (header: readonly string[], row: (i: number) => readonly (string | number)[]) =>
  file('out.csv', table(rows(header, row)));
const other = (i: number) => LABELS[(i * 2 + 1) % 3];
const quarter = TEXTS.map((_, i) =>
  LABELS.map((one) => (one === said(i) ? 0.75 : one === other(i) ? 0.25 : 0)),
);
const stars = (i: number) => (i % 5) + 1;
const byStars = {
  people: ratings,
  labels: points,
  expected: TEXTS.map((_, i) => oneOf(points, String(stars(i)))),
};

export const MODEL_TABLE_VARIANTS: readonly ModelVariant[] = [
  {
    ...by,
    name: 'columns prob_happy and the label beside them',
    models: csv(['id', 'prob_happy', 'prob_angry', 'prob_sad', 'predicted_label'], (i) => [
      `t${i}`,
      ...soft(i),
      said(i),
    ]),
    expected: shares,
  },
  {
    ...by,
    name: 'columns happy_prob with a text',
    models: csv(['id', 'text', 'happy_prob', 'angry_prob', 'sad_prob'], (i) => [
      `t${i}`,
      TEXTS[i],
      ...soft(i),
    ]),
    expected: shares,
  },
  {
    ...by,
    name: 'columns P(happy)',
    models: csv(['id', 'P(happy)', 'P(angry)', 'P(sad)'], (i) => [`t${i}`, ...soft(i)]),
    expected: shares,
  },
  {
    ...by,
    name: 'an object of probabilities as Python writes it',
    models: csv(['id', 'probs'], (i) => [
      `t${i}`,
      `{'happy': ${soft(i)[0]}, 'angry': ${soft(i)[1]}, 'sad': ${soft(i)[2]}}`,
    ]),
    expected: shares,
  },
  {
    ...by,
    name: 'nested probabilities in JSON lines',
    models: file(
      'out.jsonl',
      lines(
        TEXTS.map((_, i) => ({
          id: `t${i}`,
          model: 'm',
          probabilities: Object.fromEntries(LABELS.map((one, c) => [one, soft(i)[c]])),
        })),
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'id, label, score: a row for each label, by semicolons with decimal commas',
    models: file(
      'out.csv',
      table(
        [
          ['id', 'label', 'score'],
          ...TEXTS.flatMap((_, i) =>
            LABELS.map((one, c) => [`t${i}`, one, String(soft(i)[c]).replace('.', ',')]),
          ),
        ],
        ';',
      ),
    ),
    expected: shares,
  },
  {
    ...by,
    name: 'a row for each sample',
    models: file(
      'out.csv',
      table([
        ['id', 'sample', 'answer'],
        ...TEXTS.flatMap((_, i) => [said(i), other(i), said(i), said(i)].map((one, s) => [`t${i}`, s, one])),
      ]),
    ),
    expected: quarter,
  },
  {
    ...by,
    name: 'samples in a list of Python',
    models: csv(['id', 'samples'], (i) => [
      `t${i}`,
      `['${said(i)}', '${other(i)}', '${said(i)}', '${said(i)}']`,
    ]),
    expected: quarter,
  },
  {
    ...by,
    name: 'pandas’ index and ids as floats',
    people: file(
      'people.csv',
      table([
        ['id', 'text', 'rater', 'label'],
        ...TEXTS.flatMap((text, i) => ['a', 'b'].map((name) => [i + 1, text, name, said(i)])),
      ]),
    ),
    models: csv(['', 'id', 'response'], (i) => [i, `${i + 1}.0`, said(i)]),
  },
  {
    ...by,
    name: 'ids with zeros before them',
    people: file(
      'people.csv',
      table([
        ['id', 'text', 'rater', 'label'],
        ...TEXTS.flatMap((text, i) => ['a', 'b'].map((name) => [`00${i + 1}`, text, name, said(i)])),
      ]),
    ),
    models: csv(['id', 'response'], (i) => [i + 1, said(i)]),
  },
  {
    ...by,
    name: 'compressed, by tabs',
    models: file(
      'out.tsv.gz',
      new Uint8Array(
        gzipSync(
          table(
            rows(['id', 'output'], (i) => [`t${i}`, said(i)]),
            '\t',
          ),
        ),
      ),
    ),
  },
  {
    ...by,
    name: 'UTF-16 with a line that names the separator',
    models: file(
      'out.csv',
      new Uint8Array(
        Buffer.from(
          `\ufeffsep=;\r\n${table(
            rows(['id', 'output'], (i) => [`t${i}`, said(i)]),
            ';',
            '\r\n',
          )}`,
          'utf16le',
        ),
      ),
    ),
  },
  {
    ...by,
    name: 'answers in forms: XML, boxes, quotation marks, stars, a key before them',
    models: csv(['id', 'response'], (i) => [
      `t${i}`,
      [
        `<answer>${said(i)}</answer>`,
        `The answer is \\boxed{${said(i)}}.`,
        `"${said(i)}"`,
        `**${said(i)}**`,
        `Label: ${said(i)}`,
        `Emotion - ${said(i).toUpperCase()}.`,
        `\`\`\`\n${said(i)}\n\`\`\``,
        `Answer:\n\n[${said(i)}]`,
      ][i],
    ]),
  },
  {
    ...by,
    name: 'answers that are none: cut off in thought, both, neither, a denial, a question',
    models: csv(['id', 'response'], (i) => [
      `t${i}`,
      [
        `<think>It could be happy because`,
        `happy or sad`,
        `Neither happy nor sad.`,
        `This isn't ${said(i)} at all.`,
        `Could you give me the text?`,
        `As an AI language model, I cannot feel happy, sad or angry.`,
        '',
        said(i),
      ][i],
    ]),
    expected: sure.map((one, i) => (i === 7 ? one : null)),
    failed: 7,
  },
  {
    ...byStars,
    name: 'ratings in sentences',
    models: csv(['id', 'response'], (i) => [
      `t${i}`,
      [
        `I would rate this a ${stars(i)}.`,
        `${stars(i)} out of 5`,
        `${stars(i)}.0`,
        `**${stars(i)}**`,
        `Score: ${stars(i)} (of 5)`,
        `${stars(i)} - not at all`,
        `My rating is ${stars(i)} on a scale from 1 to 5.`,
        `{"rating": "${stars(i)}"}`,
      ][i],
    ]),
  },
  {
    ...byStars,
    name: 'ratings that are none: out of the scale, a range, in a refusal',
    models: csv(['id', 'response'], (i) => [
      `t${i}`,
      [
        '7',
        '0',
        '2-3',
        'between 3 and 4',
        "I can't rate it from 1 to 5, sorry.",
        'There are 3 reasons why I will not answer.',
        '3.5',
        String(stars(i)),
      ][i],
    ]),
    // A number between two points is shared by them.
    expected: byStars.expected.map((one, i) => (i === 7 ? one : i === 6 ? [0, 0, 0.5, 0.5, 0] : null)),
    failed: 6,
  },
  {
    ...byStars,
    name: 'probabilities of the points in columns',
    models: csv(['id', '1', '2', '3', '4', '5'], (i) => [
      `t${i}`,
      ...points.map((one) => (one === String(stars(i)) ? 0.6 : 0.1)),
    ]),
    expected: TEXTS.map((_, i) => points.map((one) => (one === String(stars(i)) ? 0.6 : 0.1))),
  },
  {
    ...byStars,
    name: 'probabilities in columns p_1 to p_5',
    models: csv(['id', 'p_1', 'p_2', 'p_3', 'p_4', 'p_5'], (i) => [
      `t${i}`,
      ...points.map((one) => (one === String(stars(i)) ? 0.6 : 0.1)),
    ]),
    expected: TEXTS.map((_, i) => points.map((one) => (one === String(stars(i)) ? 0.6 : 0.1))),
  },
  {
    ...byStars,
    name: 'a rating beside its explanation and its cost',
    models: csv(['id', 'rating', 'explanation', 'cost', 'tokens'], (i) => [
      `t${i}`,
      stars(i),
      'Because 2 of 3 words say so.',
      0.0001 * i,
      120 + i,
    ]),
  },
  {
    ...by,
    expected: shares,
    name: 'percentages with their sign in columns',
    models: file(
      'out.csv',
      table([
        ['id', ...LABELS],
        ...TEXTS.map((_, i) => [`t${i}`, ...soft(i).map((share) => `${(share * 100).toFixed(1)}%`)]),
      ]),
    ),
  },
  {
    ...by,
    expected: shares,
    name: 'logarithms of probabilities in columns',
    models: file(
      'out.csv',
      table([
        ['id', ...LABELS.map((one) => `logprob_${one}`)],
        ...TEXTS.map((_, i) => [`t${i}`, ...soft(i).map((share) => Math.log(share).toFixed(5))]),
      ]),
    ),
  },
  {
    ...by,
    expected: shares,
    name: 'tidymodels: a class and a probability of each',
    models: file(
      'out.csv',
      table([
        ['id', '.pred_class', ...LABELS.map((one) => `.pred_${one}`)],
        ...TEXTS.map((_, i) => [`t${i}`, said(i), ...soft(i)]),
      ]),
    ),
  },
  {
    ...by,
    name: 'labels told at the end, and before a dash',
    models: file(
      'out.csv',
      table([
        ['id', 'response'],
        ...TEXTS.map((_, i) => [
          `t${i}`,
          i % 2 ? `I think the answer is ${said(i)}.` : `${said(i)} - it says so`,
        ]),
      ]),
    ),
  },
];
