import { readFileSync } from 'node:fs';
import type { LabelledAnswers, Dataset } from '../../src/judgments/dataset.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';

interface RawCase {
  labels: string[];
  points?: number[];
  kind: 'categorical' | 'ordinal';
  texts: string[];
  votes: [string, number[]][][];
  models: { name: string; rows: number[][]; answered?: number[]; seen?: number[]; samples?: number[] }[];
}

/** A data set of inputs.json with its models' judgments. */
export interface Case {
  readonly name: string;
  readonly dataset: Dataset;
  readonly annotated: LabelledAnswers;
  readonly models: readonly ModelJudgments[];
}

/** Seed of the reference figures' folds. */
export const SEED = 7;

export const CASES: readonly Case[] = Object.entries(readJson('inputs.json') as Record<string, RawCase>).map(
  ([name, raw]) => {
    const question: LabelledQuestion =
      raw.kind === 'ordinal'
        ? { id: name, name, kind: 'ordinal', labels: raw.labels, points: raw.points! }
        : { id: name, name, kind: 'categorical', labels: raw.labels };
    const votes = new VotesBuilder();
    for (const [item, given] of raw.votes.entries()) {
      for (const [rater, labels] of given) votes.add(item, rater, labels);
    }
    const annotated: LabelledAnswers = { question, votes: votes.build(raw.texts.length), origin: 'raters' };
    return {
      name,
      annotated,
      dataset: {
        name,
        ids: raw.texts.map((_, item) => `t${item}`),
        texts: raw.texts,
        questions: [annotated],
        sources: [],
      },
      models: raw.models.map((model) => ({
        annotator: {
          model: model.name,
          revision: '1',
          dtype: 'fp32',
          method: { name: 'imported' },
          questions: [question],
        },
        question,
        answered: Uint8Array.from(model.answered ?? raw.texts.map(() => 1)),
        distributions: Float32Array.from(model.rows.flat()),
        ...(model.seen && { seen: Uint8Array.from(model.seen) }),
        ...(model.samples && { samples: Uint32Array.from(model.samples) }),
      })),
    };
  },
);

/** The reference script's figures of one section, by case name. */
export function expected<Section>(section: string): Record<string, Section> {
  return readJson(`expected.${section}.json`) as Record<string, Section>;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
