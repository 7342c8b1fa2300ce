/** Sentences of our own about four topics, so that a map of them has something to part. */
const TOPICS = {
  exam: {
    who: ['the teacher', 'my class', 'our school', 'the pupils', 'a student'],
    what: [
      'handed the exam back on Monday',
      'failed the maths exam again',
      'studied all night for the test',
      'forgot the homework for the lesson',
      'passed the exam with the best marks',
      'wrote the essay in the classroom',
    ],
  },
  garden: {
    who: ['the roses', 'our tomatoes', 'the apple tree', 'my garden', 'the tulips'],
    what: [
      'blossomed early in the garden',
      'need water and better soil',
      'grew behind the greenhouse this spring',
      'were planted with seeds from the market',
      'lost all leaves in the frost',
      'smell sweet after the rain',
    ],
  },
  football: {
    who: ['the goalkeeper', 'our team', 'the striker', 'the referee', 'the coach'],
    what: [
      'missed the penalty in the last minute',
      'won the match in the stadium',
      'scored a goal in the second half',
      'lost the football final on Sunday',
      'was shown a red card by mistake',
      'cheered with the fans after the game',
    ],
  },
  hospital: {
    who: ['the doctor', 'my nurse', 'the patient', 'the surgeon', 'the ambulance'],
    what: [
      'waited in the hospital ward',
      'spoke about the operation and the pain',
      'ordered an x-ray of the broken arm',
      'brought the medicine at midnight',
      'measured the fever twice today',
      'talked to the family before surgery',
    ],
  },
} as const;

/** Thirty sentences of each topic, in turn: `text` and `topic`. */
export const TEXTS_BY_TOPIC = Array.from({ length: 30 }, (_, place) =>
  Object.entries(TOPICS).map(([topic, { who, what }]) => ({
    topic,
    text: `${who[place % 5]} ${what[Math.floor(place / 5)]}`.replace(/^./, (first) => first.toUpperCase()),
  })),
).flat();
