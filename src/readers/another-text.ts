const BEGINNING = 'An earlier row with the id "';
const ENDING = '" has another text.';

/** Why a row is left out whose id stands for another text already. */
export function anotherText(id: string): string {
  return `${BEGINNING}${id}${ENDING}`;
}

/** Whether a row was left out for {@link anotherText}. */
export function isAnotherText(reason: string): boolean {
  return reason.startsWith(BEGINNING) && reason.endsWith(ENDING);
}
