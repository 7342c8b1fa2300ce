/** One label: the mean share of people's votes that it got, and the model's mean probability for it; at least one of them. */
export interface LabelShare {
  readonly label: string;
  /** Absent where nobody has judged the texts. */
  readonly people?: number;
  /** Absent where no model has answered. */
  readonly model?: number;
  /** Address of the items behind it. */
  readonly href?: string;
}
