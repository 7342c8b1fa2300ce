import type { CategoryEvidence, GuidelineReport, QuestionEvidence, Verdict } from './report.ts';
import type { GuidelineThresholds } from './settings.ts';

/** The verdict that the same grounds lead to with other thresholds. */
export function verdictAgain(given: GuidelineReport, thresholds: GuidelineThresholds): GuidelineReport {
  const { scope, question, category } = given;
  if (question) return { ...questionVerdict(question.own, question.calibrated, thresholds), question };
  if (!category) return given;
  const { support, own, calibrated, why } = category;
  return { ...categoryVerdict(scope, support, own, calibrated, why, thresholds), category };
}

/**
 * Whether a model may stand in for people on a question: the first verdict that holds, with its numbers.
 * @param calibrated the evidence under the best calibrator out of fold, `null` if none was fitted
 */
export function questionVerdict(
  own: QuestionEvidence | null,
  calibrated: (QuestionEvidence & { readonly method: string }) | null,
  thresholds: GuidelineThresholds,
): GuidelineReport {
  const verdict = (name: Verdict, because: string): GuidelineReport => ({
    scope: 'question',
    verdict: name,
    because,
  });
  if (own === null || own.items < thresholds.fewestItems) {
    return verdict(
      'too little data',
      `${own?.items ?? 0} items have enough raters and an answer; ${thresholds.fewestItems} are needed.`,
    );
  }
  const objections = objectionsTo(own, thresholds);
  if (objections.length === 0) return verdict('substitute', sentence(praiseOf(own)));
  if (calibrated !== null && objectionsTo(calibrated, thresholds).length === 0) {
    return verdict(
      'substitute after calibration',
      `With ${calibrated.method}: ${sentence(praiseOf(calibrated))} Without: ${sentence(objections)}`,
    );
  }
  const { lo } = own.worth;
  const worth = worthOf(own.worth);
  if (lo !== null && lo > 0) return verdict('use beside people', sentence([worth, ...objections]));
  return verdict('do not substitute', sentence([worth, ...objections]));
}

function worthOf({ k, lo, hi, bound }: QuestionEvidence['worth']): string {
  if (k === null || lo === null || hi === null) return 'worth an unknown number of annotators';
  if (bound === '>') return `worth ${round(k)} annotators or more, the most these data can show`;
  return `worth ${round(k)} annotators (${round(lo)} to ${round(hi)})`;
}

/** What stands against the model; nothing if it may substitute. */
function objectionsTo(
  { crossEntropy, squared, references, altTest, worth, distance }: QuestionEvidence,
  thresholds: GuidelineThresholds,
): string[] {
  const objections: string[] = [];
  for (const reference of references) {
    if (crossEntropy >= reference.crossEntropy) {
      objections.push(
        `no better than “${reference.name}” in cross-entropy (${round(crossEntropy)} against ${round(reference.crossEntropy)} bits)`,
      );
    }
    if (squared !== null && reference.squared !== null && squared >= reference.squared) {
      objections.push(
        `no better than “${reference.name}” in squared gap (${round(squared)} against ${round(reference.squared)})`,
      );
    }
  }
  if (altTest.passes === false)
    objections.push(`it fails the alt-test (winning rate ${round(altTest.winningRate ?? 0)})`);
  if (worth.lo === null || worth.lo < thresholds.worth) {
    objections.push(`it may be worth only ${round(worth.lo ?? 0)} annotators, needed ${thresholds.worth}`);
  }
  if (distance === null || squared === null) objections.push('its squared gap is unknown');
  else if (distance > thresholds.distance) {
    objections.push(
      `it may be ${round(distance)} from the people’s distribution, allowed ${thresholds.distance}`,
    );
  }
  return objections;
}

function praiseOf({ references, altTest, worth, distance }: QuestionEvidence): string[] {
  return [
    `better than all ${references.length} reference annotators in cross-entropy and squared gap`,
    altTest.passes === null
      ? 'the alt-test could not be run'
      : `it passes the alt-test (winning rate ${round(altTest.winningRate ?? 0)})`,
    `worth at least ${round(worth.lo ?? 0)} annotators`,
    `at most ${round(distance ?? 0)} from the people’s distribution`,
  ];
}

/**
 * Whether a model may stand in for people on one category.
 * @param support items where any rater chose it
 * @param why why there is no agreement to judge by, where there is none
 */
export function categoryVerdict(
  label: string,
  support: number,
  own: CategoryEvidence,
  calibrated: (CategoryEvidence & { readonly method: string }) | null,
  why: string,
  thresholds: GuidelineThresholds,
): GuidelineReport {
  const verdict = (name: Verdict, because: string): GuidelineReport => ({
    scope: label,
    verdict: name,
    because,
  });
  if (support < thresholds.fewestCategoryItems) {
    return verdict(
      'too little data',
      `${support} items were given this label by anyone; ${thresholds.fewestCategoryItems} are needed.`,
    );
  }
  const { agreement, lo } = own;
  const words = (one: CategoryEvidence) =>
    `agreement ${round(one.agreement ?? 0)}, at least ${round(one.lo ?? 0)}`;
  if (lo !== null && lo >= thresholds.agreement) return verdict('substitute', sentence([words(own)]));
  if (calibrated !== null && calibrated.lo !== null && calibrated.lo >= thresholds.agreement) {
    return verdict(
      'substitute after calibration',
      `With ${calibrated.method}: ${sentence([words(calibrated)])}${lo === null ? '' : ` Without: ${sentence([words(own)])}`}`,
    );
  }
  if (agreement === null || lo === null) return verdict('do not substitute', why);
  if (lo >= thresholds.besideAgreement) return verdict('use beside people', sentence([words(own)]));
  return verdict('do not substitute', sentence([words(own)]));
}

function sentence(parts: readonly string[]): string {
  const joined = parts.join('; ');
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}

function round(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2);
}
