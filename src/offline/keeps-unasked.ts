/** What a browser says of the device and of its connection, as far as it does. */
export interface Device {
  /** Whether its main pointer is a finger, as on phones and tablets. */
  readonly isTouch: boolean;
  readonly saveData?: boolean;
  /** Of the Network Information API. */
  readonly connection?: string;
}

/** More than this is not fetched unasked where data may cost something. */
const MOST_BYTES = 5e6;

/** Whether so many bytes may be fetched for use offline without being asked for. */
export function keepsUnasked({ isTouch, saveData, connection }: Device, missing: number): boolean {
  if (saveData === true) return false;
  return missing <= MOST_BYTES || !(isTouch || connection === 'cellular');
}
