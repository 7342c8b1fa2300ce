import { appenAggregated, appenFull } from './appen.ts';
import { argilla1, argilla2, argillaRecords } from './argilla.ts';
import { argillaText } from './argilla-text.ts';
import { emotionLines, empatheticDialogues } from './emotion-data-sets.ts';
import { d3code, dices, measuringHateSpeech, sbic } from './hate-speech-data-sets.ts';
import { chaosNli } from './inference-data-sets.ts';
import { labelStudioMin } from './label-studio-min.ts';
import { labelStudioJson } from './label-studio.ts';
import { mturk } from './mturk.ts';
import { numberedColumns } from './numbered-columns.ts';
import { potatoJson } from './potato.ts';
import { prodigy } from './prodigy.ts';
import { sageMakerManifest, sageMakerWorkers } from './sagemaker.ts';
import type { Schema } from './schema.ts';
import { qualtrics, surveyMonkey } from './surveys.ts';
import { toloka } from './toloka.ts';
import { zooniverse } from './zooniverse.ts';

/** Known schemas, each tried by itself. Tools and data sets that are not here are read by their columns as any table. */
export const SCHEMAS: readonly Schema[] = [
  labelStudioJson,
  labelStudioMin,
  prodigy,
  argilla2,
  argillaRecords,
  argilla1,
  argillaText,
  numberedColumns,
  mturk,
  appenFull,
  appenAggregated,
  toloka,
  sageMakerManifest,
  sageMakerWorkers,
  zooniverse,
  qualtrics,
  surveyMonkey,
  potatoJson,
  empatheticDialogues,
  emotionLines,
  measuringHateSpeech,
  sbic,
  d3code,
  dices,
  chaosNli,
];

export { UNUSABLE } from './unusable.ts';
