/** Texts of ours in many lengths, for running models on. */
export const TEXTS: readonly string[] = [
  'Thank you so much, you saved my weekend.',
  'I have no idea what is going on here.',
  'No.',
  'My cat learned to open the fridge and I am weirdly proud of her.',
  'They cancelled the last train again, and nobody bothered to tell us.',
  'Oh.',
  'I miss the garden behind my grandmother’s house more than I can say.',
  'Are you sure this is the right door?',
  'What a goal! I screamed so loudly that the neighbours knocked.',
  'The meeting is moved to Tuesday at nine.',
  'I should have called her back when I had the chance.',
  'Ugh, someone left a wet towel on my chair 😤',
  'Wait, you two know each other?',
  'It is what it is, I guess.',
  'Good luck tomorrow, you will do fine.',
  'That smell… I nearly lost my lunch.',
  'The results come in an hour and my hands will not stop shaking.',
  'lol he really put the tent up inside out',
  'I would give anything to see the northern lights once.',
  'You are right, I had not thought of it that way.',
  'So we sat there, the four of us, with one umbrella, three sandwiches, a map of the wrong valley and a dog that was not ours, and it was the best day of the whole summer even though it rained from noon until we reached the bus.',
  'I dropped the cake in front of everyone and wanted to vanish.',
  'Please let it be him at the door.',
  'They buried him on a Thursday.',
];

/** Longer than the embedded model can read. */
export const LONG_TEXT = 'and then it rained, '.repeat(60).trim();
