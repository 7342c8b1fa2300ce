import type { PaperTable } from './paper-row.ts';

/** What stands beside a table of the paper. */
export interface PaperFinding {
  readonly title: string;
  /** What the paper found. */
  readonly paper: string;
  /** What our figure says instead, and the limits of the paper's. */
  readonly ours: string;
}

/** The paper is Inoshita, Zhou, Kawai & Yada (2026), arXiv 2604.27345. */
export const PAPER_FINDINGS: Readonly<Record<PaperTable, PaperFinding>> = {
  divergence: {
    title: 'Divergence of distributions',
    paper:
      'The paper finds that zero-shot language models diverge strongly from people, and a fine-tuned RoBERTa much less.',
    ours: 'The mean Jensen-Shannon divergence against a handful of raters has a floor that no model can reach below, and it rewards sharp answers; Dissensus’ gap takes off what chance among the raters explains and shows that floor. The Wasserstein distance is over the order of the labels, which has no meaning where labels have none.',
  },
  entropy: {
    title: 'Uncertainty of people and models',
    paper:
      'The paper finds that models are barely less certain where people disagree: labels are captured, uncertainty is not.',
    ours: 'An entropy of three to five raters is mostly chance, which pulls the correlation towards 0 even for a perfect model; Dissensus shows beside it what an exactly right model would get. People’s entropy is of rates with 1e-12 added to each, as in the authors’ code, and entropies are tied only where they are equal to the last bit.',
  },
  levels: {
    title: 'Agreement levels',
    paper:
      'The paper finds that divergence differs between texts on which raters agree fully, partly and not at all.',
    ours: 'The level is drawn from the same few answers that the divergence is measured against, so that part of the difference is there for any model; Dissensus compares with raters who were held out. Dunn’s value is the absolute difference of mean ranks in standard errors.',
  },
  categories: {
    title: 'Categories',
    paper:
      'The paper finds that models follow people on labels that words tell, such as gratitude, and not on labels that depend on context, such as realization.',
    ours: 'A correlation with noisy rates is lower for rare labels whatever the model does; Dissensus divides it by what the raters’ own reliability allows. A correlation is 0 with p 1 where a side is constant, as in the paper.',
  },
  between_models: {
    title: 'Models against each other',
    paper: 'The paper finds small differences between language models, and none that follows their size.',
    ours: 'These tests take the texts of two models as unrelated though they are the same; Dissensus compares them text by text. Models are compared at all temperatures together; a model without temperatures, such as a fine-tuned one, stands apart.',
  },
  cooccurrence: {
    title: 'Labels that stand together',
    paper: 'The paper compares which label comes second to which for people and for models.',
    ours: 'Where labels have equal shares, which of them is first depends on how a program sorts: here the later one in the order of the files. Dissensus shows who confuses what with what from pairs of raters.',
  },
  texts: {
    title: 'Form of the texts',
    paper: 'The paper looks for forms of a text, such as its length, that go with the divergence.',
    ours: 'Question and exclamation marks count as there or not. Dissensus lists the texts that people and a model disagree on most.',
  },
  people: {
    title: 'People among themselves',
    paper: 'The paper finds that raters agree well on some labels and barely beyond chance on others.',
    ours: 'The kappa of pooled pairs takes the first rater of a pair in the file as one person throughout; Dissensus gives Krippendorff’s alpha with an interval.',
  },
  transparency: {
    title: 'Lexical transparency and the gradient',
    paper: 'The paper finds that models follow people the better, the more plainly words tell a label.',
    ours: 'The scores rest on the texts that the very same raters gave the label, so that noise moves score and agreement together, and the combined one is scaled by whichever labels are there; Dissensus’ score is measured on texts that were held out. The words are ours unless a list was given: the paper’s was chosen by hand.',
  },
  calibration: {
    title: 'Calibration',
    paper:
      'The paper finds that three simple calibrations cut the divergence by up to 14%, isotonic regression most.',
    ours: 'The divergence is lowered by blunter answers too, and against few raters a rightly calibrated model may score worse; Dissensus judges calibration by cross-entropy and by the gap. The effect size is |z| over the root of the number of texts, z without a correction for ties.',
  },
  continuous: {
    title: 'Valence, arousal and dominance',
    paper: 'The paper finds that models follow people’s valence well, and arousal and dominance less.',
    ours: 'The mean error depends on how the scale is used; Dissensus compares distributions over the points of the scale. EmoBank’s ratings of 1, 1, 1, its mark of an invalid one, are counted, as in the paper; elsewhere Dissensus leaves them out.',
  },
};
