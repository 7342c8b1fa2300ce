/** Where the figures of the other views differ from the paper’s own, which the view “The paper” computes as its authors’ code does. */
export const DIFFERENCES: readonly string[] = [
  'The paper averages the Jensen-Shannon divergence of rates, texts with one rater included. No model gets below a floor that depends on the number of raters, and a sharper one is rewarded: verdicts here rest on the unbiased D.',
  'Its rates are a rater’s 0 or 1 of each label, divided by their sum only where a distribution is needed. Here a rater who marks several labels gives each an equal share, and a rater who marks none abstains.',
  'Its lexical transparency is the mean of an embedding score and the coverage of an emotion lexicon, each scaled over the categories that are in, of texts chosen by the very raters that agreement is measured with. Ours is learnt from texts and votes, out of fold.',
  'It calibrates by temperature, label-wise bias correction and isotonic regression, and judges them by the mean divergence; here calibrators are fitted by cross-entropy on people’s votes.',
  'An unreadable answer counts as neutral there, and as a failure here. It keeps EmoBank’s rows in which a rater gave 1 to everything; here they are left out and counted.',
  'The lines of the verdicts are ours and can be moved.',
];
