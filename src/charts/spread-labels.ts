/**
 * Places for labels beside what they name, none closer than a line to the next and each as near as that allows.
 * @param wanted where each would stand, in pixels
 * @param line height of a label
 * @param top and `bottom`: between which they stay as far as there is room
 */
export function spread(wanted: readonly number[], line: number, top: number, bottom: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  let least = top;
  for (const label of order) {
    places[label] = Math.max(places[label], least);
    least = places[label] + line;
  }
  let most = bottom;
  for (const label of order.reverse()) {
    places[label] = Math.min(places[label], most);
    most = places[label] - line;
  }
  return places;
}
