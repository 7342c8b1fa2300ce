/** One thing asked about each text. Labels are what a rater or a model answers with; their order is the column order of every array. */
export type Question = LabelledQuestion | ContinuousQuestion;

/** Answered with labels, so that people's answers to a text are a distribution over them. */
export type LabelledQuestion = CategoricalQuestion | OrdinalQuestion;

interface QuestionBase {
  /** Unique within a data set and safe in a URL or a file's column name, e.g. `emotion`, `valence-reader`. */
  readonly id: string;
  /** What is asked, as people say it: `emotion`, `valence`. Two questions with one name and the same labels ask the same thing. */
  readonly name: string;
  readonly labels: readonly string[];
}

/** K labels without an order. A rater may choose several. */
export interface CategoricalQuestion extends QuestionBase {
  readonly kind: 'categorical';
}

/** K ordered points on a scale; `labels` are the points as text, in ascending order. */
export interface OrdinalQuestion extends QuestionBase {
  readonly kind: 'ordinal';
  /** The points' values in scale units, ascending, one per label. */
  readonly points: readonly number[];
  /** Questions asked together, e.g. EmoBank's valence, arousal and dominance from one perspective: `EmoBank reader`. */
  readonly group?: string;
  /** Whose emotion was asked for; a model trained on one perspective may be compared with another, and the page says so. */
  readonly perspective?: 'reader' | 'writer';
}

/** Answered with a number: a rating with decimals, a slider, a visual analogue scale. */
export interface ContinuousQuestion extends QuestionBase {
  readonly kind: 'continuous';
  /** None: an answer is a number. */
  readonly labels: readonly [];
  /** Ends of the scale, which every answer is within. */
  readonly range: NumberRange;
  /** What a number counts: `mm`, `%`. */
  readonly unit?: string;
  /** As of an ordinal question. */
  readonly group?: string;
  readonly perspective?: 'reader' | 'writer';
}

export interface NumberRange {
  readonly lowest: number;
  /** Above `lowest`. */
  readonly highest: number;
}

/** Whether labels are what it is answered with. */
export function isLabelled(question: Question): question is LabelledQuestion {
  switch (question.kind) {
    case 'categorical':
    case 'ordinal':
      return true;
    case 'continuous':
      return false;
  }
}

/**
 * Where each label of `target` stands among the labels of `source`; `null` where the two do not ask the same thing:
 * the kinds differ, a scale has another name, other points or another range, or the label sets differ.
 * Labels are compared without regard to case and surrounding space, in any order.
 */
export function labelAlignment(source: Question, target: Question): Int32Array | null {
  if (source.kind !== target.kind || source.labels.length !== target.labels.length) return null;
  if (source.kind !== 'categorical' && fold(source.name) !== fold(target.name)) return null;
  if (source.kind === 'continuous' && !(target.kind === 'continuous' && isSameRange(source, target)))
    return null;
  const places = new Map(source.labels.map((label, index) => [fold(label), index]));
  const alignment = new Int32Array(target.labels.length);
  for (const [index, label] of target.labels.entries()) {
    const place = places.get(fold(label));
    if (place === undefined) return null;
    alignment[index] = place;
  }
  return places.size === alignment.length ? alignment : null;
}

/**
 * The questions of a data set that an answer belongs to. It is the one that was asked, by its id, or by its name where no id is the
 * same. Only an answer that names neither is taken for the question with its labels, and only if there is one, and the annotator was
 * asked one alone with these labels: two questions with equal labels (humorous yes or no, sarcastic yes or no) are not one another's.
 * On a scale those of the same name are one question from several perspectives, and a model that is asked in no words answers each.
 * @param asked what the answer was given to
 * @param annotator who gave it; one with a prompt was asked in words, which are about one question alone
 */
export function questionsAnswered<Asked extends Question>(
  asked: Question,
  questions: readonly Asked[],
  annotator: { readonly prompt?: unknown; readonly questions: readonly Question[] },
): Asked[] {
  const aligned = questions.filter((question) => labelAlignment(asked, question) !== null);
  const same = aligned.filter(({ id }) => id === asked.id);
  if (asked.kind !== 'categorical' && !(annotator.prompt !== undefined && same.length > 0)) return aligned;
  if (same.length > 0) return same;
  const named = aligned.filter(({ name }) => fold(name) === fold(asked.name));
  if (named.length > 0) return named;
  const isAlone = annotator.questions.every(
    (other) => other.id === asked.id || labelAlignment(other, asked) === null,
  );
  return aligned.length === 1 && isAlone ? aligned : [];
}

function isSameRange({ range: one }: ContinuousQuestion, { range: other }: ContinuousQuestion): boolean {
  return one.lowest === other.lowest && one.highest === other.highest;
}

function fold(label: string): string {
  return label.trim().toLowerCase();
}
