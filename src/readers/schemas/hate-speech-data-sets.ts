import { hasColumns, longMapping, type Schema } from './schema.ts';

const MHS_ITEMS =
  'sentiment respect insult humiliate status dehumanize violence genocide attack_defend hatespeech'.split(
    ' ',
  );

/** Measuring Hate Speech (Kennedy et al. 2020): ten ordinal items for each rater and comment. */
export const measuringHateSpeech: Schema = {
  name: 'Measuring Hate Speech',

  recognise(head) {
    if (!hasColumns(head, ['comment_id', 'annotator_id', 'text', ...MHS_ITEMS])) return null;
    const items = MHS_ITEMS.map((name) => ({ column: name, name, kind: 'ordinal' as const }));
    const mapping = longMapping({ text: 'text', id: 'comment_id', rater: 'annotator_id' }, items);
    const questions = mapping.questions.map((question) => ({
      ...question,
      scale: { lowest: 0, highest: question.name === 'hatespeech' ? 2 : 4 },
    }));
    return { mapping: { ...mapping, questions } };
  },
};

/** Social Bias Inference Corpus (Sap et al. 2020): whether a post is offensive; no, maybe, yes are 0, 0.5, 1. */
export const sbic: Schema = {
  name: 'Social Bias Inference Corpus',

  recognise(head) {
    if (!hasColumns(head, ['offensiveYN', 'WorkerId', 'post'])) return null;
    const others = ['intentYN', 'sexYN'].filter((name) => head.columns.includes(name));
    const scale = { lowest: 0, highest: 1, step: 0.5 };
    const mapping = longMapping({ text: 'post', id: null, rater: 'WorkerId' }, [
      { column: 'offensiveYN', name: 'offensiveYN', kind: 'ordinal' },
    ]);
    const questions = mapping.questions.map((question) => ({ ...question, scale }));
    if (others.length === 0) return { mapping: { ...mapping, questions } };
    const more = others.map((name) => ({
      name,
      kind: 'by labels' as const,
      columns: [{ column: name, name }],
    }));
    return {
      mapping: { ...mapping, questions },
      asks: [
        {
          what: `Are the columns ${others.map((name) => `"${name}"`).join(' and ')} to be read too?`,
          choices: [
            { says: 'no: offensiveYN alone', option: '--label offensiveYN' },
            {
              says: 'yes, each is a question',
              option: ['offensiveYN', ...others].map((name) => `--label ${name}`).join(' '),
              apply: (own) => ({ ...own, questions: [...own.questions, ...more] }),
            },
          ],
          taken: 0,
        },
      ],
    };
  },
};

/** D3CODE (Davani et al. 2024): ratings of offence from 0 to 4; -1 says that the rater did not understand the text. */
export const d3code: Schema = {
  name: 'D3CODE ratings',

  recognise(head) {
    if (!hasColumns(head, ['rater_id', 'item_id', 'raw_rating'])) return null;
    const text = head.columns.includes('text') ? 'text' : null;
    const both = ['raw_rating', 'binary_rating'].filter((name) => head.columns.includes(name));
    return {
      mapping: longMapping(
        { text, id: 'item_id', rater: 'rater_id' },
        both.map((name) => ({
          column: name,
          name,
          kind: name === 'raw_rating' ? ('ordinal' as const) : ('categorical' as const),
        })),
        { abstentions: ['unclear', '-1', 'na', 'nan'] },
      ),
    };
  },
};

/** DICES (Aroyo et al. 2023): whether a chatbot's conversation is safe, by rater and item. */
export const dices: Schema = {
  name: 'DICES',

  recognise(head) {
    if (!hasColumns(head, ['rater_id', 'item_id', 'context', 'Q_overall'])) return null;
    const more = head.columns.includes('response') ? { moreTexts: ['response'] } : {};
    const questions = head.columns.filter(
      (name) => /^Q(\d+_|_overall$)/.test(name) && !/gold|reason/i.test(name),
    );
    return {
      mapping: longMapping(
        { text: 'context', id: 'item_id', rater: 'rater_id' },
        ['Q_overall', ...questions.filter((name) => name !== 'Q_overall')],
        more,
      ),
    };
  },
};
