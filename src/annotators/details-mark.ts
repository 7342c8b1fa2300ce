/** What stands in a message between our words and a library's own. */
export const DETAILS = '\nDetails: ';
