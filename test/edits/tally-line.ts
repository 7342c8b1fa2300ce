/** What a count of hostile input looks like in what tests print. */
export const TALLY = /^hostile (.+): ([\d,]+) tried, ([\d,]+) refused clearly, ([\d,]+) survived$/gm;
