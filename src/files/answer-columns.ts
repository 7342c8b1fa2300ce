/** The first columns of people's answers as a table, as they are written and, in CSV, told by when they are read again. */
export const ANSWER_COLUMNS = ['item', 'text', 'question', 'rater', 'label'] as const;
