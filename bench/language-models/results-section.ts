import { cpus } from 'node:os';
import { mean, median } from 'd3';
import { SAMPLES, ANSWER_TOKENS } from './benched-way.ts';
import type { MeasuredWay, Rate } from './measure-way.ts';
import { NODE_LLAMA_CPP } from './peers.ts';
import { WAYS } from './ways.ts';

type Of = (measured: MeasuredWay) => number | null | undefined;

/**
 * What bench/RESULTS.md says of the rounds.
 * @param rounds of a way by its title
 * @param loads averages of the machine at the start and after each round
 */
export function resultsSection(
  model: {
    readonly name: string;
    readonly dtype: string;
    readonly files: readonly { readonly bytes: number }[];
  },
  rounds: (title: string) => readonly MeasuredWay[],
  loads: readonly number[],
): string {
  const [ours] = WAYS;
  const count = rounds(ours.title).length;
  const megabytes = model.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const middle = (title: string, of: Of) => {
    const found = rounds(title).flatMap((each) => of(each) ?? []);
    return found.length === 0 ? null : median(found)!;
  };
  const number = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));
  const both = (title: string, of: (measured: MeasuredWay) => Rate | null, digits: number) =>
    [middle(title, (each) => of(each)?.perSecond), middle(title, (each) => of(each)?.perProcessorSecond)]
      .map((value) => number(value, digits))
      .join(' / ');
  /** How far its answers are from ours, in the mean over rounds. */
  const distance = (title: string) => {
    const theirs = rounds(title);
    const each = rounds(ours.title).flatMap(({ shares }, round) =>
      theirs[round]
        ? [shares.reduce((sum, share, label) => sum + Math.abs(share - theirs[round].shares[label]) / 2, 0)]
        : [],
    );
    return mean(each) ?? null;
  };
  const ratio = (title: string, of: (measured: MeasuredWay) => Rate | null) => {
    const each = (which: keyof Rate) =>
      median(
        rounds(ours.title).flatMap((own, round) => {
          const [a, b] = [of(own), of(rounds(title)[round])];
          return a && b ? [a[which] / b[which]] : [];
        }),
      );
    return (['perSecond', 'perProcessorSecond'] as const)
      .map((which) => each(which)?.toFixed(2) ?? '–')
      .join(' / ');
  };

  const rates = WAYS.map(({ title, texts, sampled }) => {
    const cells = [
      title,
      `${texts}, ${sampled}`,
      both(title, ({ likelihood }) => likelihood, 2),
      both(title, ({ samples }) => samples, 2),
      both(title, ({ read }) => read, 0),
      both(title, ({ written }) => written, 0),
      number(
        middle(title, ({ memory }) => memory - megabytes)!,
        0,
      ),
      number(
        middle(title, ({ first }) => first)!,
        1,
      ),
      number(title === ours.title ? null : distance(title), 3),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const ratios = WAYS.slice(1).map(
    ({ title }) =>
      `| ${title} | ${ratio(title, ({ likelihood }) => likelihood)} | ${ratio(title, ({ samples }) => samples)} |`,
  );
  return `Written by \`npm run bench:language-models\`. ${model.name} (${model.dtype}), ${megabytes.toFixed(0)} MB, asked as the page asks it: 28 labels,
a word for each, texts of GoEmotions' dev split, others in each round; one thread for each way, Chromium and Node ${process.versions.node} on
${cpus()[0].model.trim()}, ${cpus().length} cores; load averages from ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.

${count === 1 ? 'One round, in which' : `Medians of ${count} rounds, in each of which`} every way takes its turn, loaded again. Of two figures the first is by the clock, the second by
seconds of a processor, which other work touches less.

- *ours, ONNX Runtime*: from the GGUF file's own blocks, as the page answers by label likelihood and by free samples.
- *ours, llama.cpp*: by wllama, as the page asks models that ONNX Runtime cannot compute.
- *wllama, a completion for each word*: \`createCompletion\` for each label, kept to its word by a grammar, and the logarithms of its tokens; samples one after
  another. Its server core keeps the prompt from one to the next by itself.
- One completion of wllama with \`n_probs\` for all labels is not in the table: with 8,000 first tokens its worker ends ("Invalid typed array length").
- *transformers.js*: an ONNX of the same weights by training/lm_from_gguf.py, in the file's own blocks; a pass over the
  whole prompt for each label, and the answers to a text as one batch of its text-generation pipeline.
- *native llama.cpp*: node-llama-cpp ${NODE_LLAMA_CPP}, ten texts at once in sequences of their own, each of which keeps the prompt's beginning, labels as a tree of
  tokens.
- WebLLM is not in the table: it runs models that are compiled for it, which lie on a hub that could not be reached, and needs a graphics card.

Texts a second by label likelihood and by ${SAMPLES} samples of at most ${ANSWER_TOKENS} tokens; tokens a second of a prompt of 200 tokens and of ten answers
of 16; memory that the renderer (or Node) took more than before loading, at most, without the weights' ${megabytes.toFixed(0)} MB; from the kept file to
the first answer; total variation from our answers.

| way | texts a round | likelihood, texts/s | 10 samples, texts/s | read, tokens/s | written, tokens/s | memory over weights, MB | first answer, s | distance |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rates.join('\n')}

How many times as fast *ours, ONNX Runtime* is, medians of the rounds' ratios. The aims: 8 and 3 against the best peer in the browser, 0.5 against native by
likelihood, 400 MB.

| against | likelihood | 10 samples |
| --- | --- | --- |
${ratios.join('\n')}`;
}
