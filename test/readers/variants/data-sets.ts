import {
  file,
  label,
  LABELS,
  lines,
  long,
  RATERS,
  rating,
  table,
  TEXTS,
  votes,
  type Variant,
} from './people.ts';

/** Published data sets, with texts of our own. */
const alone = { raters: ['one'], names: [null] };
const both = (i: number, r: number) => ((i + r) % 3 === 0 ? [label(i, r), 'calm'] : [label(i, r)]);
const flat = (i: number) => TEXTS[i].replace('\n', ' ');
const binary = (i: number, r: number) => String(+(label(i, r) === 'angry'));
const yesNo = (i: number, r: number) => (label(i, r) === 'angry' ? 'Yes' : 'No');
const pair = (i: number) => [TEXTS[i], `Somebody is ${LABELS[i % 3]} number ${i}.`] as const;
const nli = (i: number, r: number) => ['neutral', 'entailment', 'contradiction'][LABELS.indexOf(label(i, r))];
const pairKey = { key: (i: number) => pair(i).join('\n').trim() };

export const DATA_SET_VARIANTS: readonly Variant[] = [
  {
    name: 'POPQUORN politeness, with the raters’ demographics',
    files: [
      file(
        'politeness_raw.csv',
        table(
          long(
            [
              'user_id',
              'instance_id',
              'text',
              'politeness',
              'gender',
              'race',
              'age',
              'occupation',
              'education',
            ],
            (i, r) => [
              r,
              i,
              TEXTS[i],
              `${rating(i, r)}.0`,
              ['Man', 'Woman'][r % 2],
              'White',
              '30-34',
              'Other',
              'College degree',
            ],
          ),
        ),
      ),
    ],
    questions: [
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r)), { names: ['0', '1', '2', '3'] }) },
    ],
  },
  {
    name: 'DICES 990: phases, locales and a gold column',
    files: [
      file(
        'diverse_safety_adversarial_dialog_990.csv',
        table(
          long(
            'rater_id,rater_gender,rater_locale,rater_race,rater_raw_race,rater_age,rater_education,phase,item_id,answer_time_ms,context,response,degree_of_harm,harm_type,safety_gold,Q2_harmful_content_overall,Q3_bias_overall,Q_overall'.split(
              ',',
            ),
            (i, r) => [
              RATERS[r],
              ['Man', 'Woman'][r % 2],
              ['US', 'IN'][r % 2],
              'White',
              'White',
              'gen z',
              'College degree or higher',
              'Phase1',
              i,
              20000 + i * 100 + r,
              `USER: ${TEXTS[i]}`,
              `That is how it goes, number ${i}.`,
              'Benign',
              'Other',
              'No',
              yesNo(i, r),
              'No',
              yesNo(i, r),
            ],
          ),
        ),
      ),
    ],
    questions: ['all', 'harm', 'bias'].map((which) => ({
      kind: 'categorical' as const,
      votes: votes((i, r) => (which === 'bias' ? 'No' : yesNo(i, r)), {
        key: (i) => `USER: ${TEXTS[i]}\nThat is how it goes, number ${i}.`,
      }),
    })),
  },
  {
    name: 'EmotionLines: a list of dialogues, each a list of utterances',
    files: [
      file(
        'friends.json',
        JSON.stringify([
          TEXTS.slice(0, 3).map((utterance, i) => ({
            speaker: 'A',
            utterance,
            emotion: 'joy',
            annotation: `3${i}${2 - i}0000`,
          })),
          TEXTS.slice(3).map((utterance, i) => ({
            speaker: 'B',
            utterance,
            emotion: 'joy',
            annotation: `3${i % 3}${2 - (i % 3)}0000`,
          })),
        ]),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: TEXTS.flatMap((text, i) => {
          const n = i % 3;
          return [
            ...Array<string>(3).fill('neutral'),
            ...Array<string>(n).fill('joy'),
            ...Array<string>(2 - n).fill('sadness'),
          ].map((one) => `${text.trim()} |  | ${one}`);
        }),
      },
    ],
  },
  {
    name: 'GoEmotions simplified, JSON lines of numbers',
    files: [
      file(
        'train.jsonl',
        lines(
          TEXTS.map((text, i) => ({
            text,
            labels: i === 2 ? [2, 25] : [[17, 2, 25][i % 3]],
            id: `eebbqe${i}`,
          })),
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: TEXTS.map((text, i) => `${text.trim()} |  | ${i === 2 ? '2+25' : ['17', '2', '25'][i % 3]}`),
      },
    ],
  },
  {
    name: 'SNLI as tabs: a gold label and five labels',
    files: [
      file(
        'snli_dev.txt',
        table(
          [
            [
              'gold_label',
              'sentence1_binary_parse',
              'sentence2_binary_parse',
              'sentence1_parse',
              'sentence2_parse',
              'sentence1',
              'sentence2',
              'captionID',
              'pairID',
              'label1',
              'label2',
              'label3',
              'label4',
              'label5',
            ],
            ...TEXTS.map((_, i) => [
              i === 1 ? '-' : nli(i, 0),
              '( a b )',
              '( c d )',
              '(ROOT (S a b))',
              '(ROOT (S c d))',
              flat(i),
              pair(i)[1],
              `c${i}`,
              `c${i}r1`,
              ...RATERS.map((__, r) => nli(i, r)),
              '',
            ]),
          ],
          '\t',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes(nli, {
          names: ['label1', 'label2', 'label3', 'label4'],
          key: (i) => `${flat(i)}\n${pair(i)[1]}`,
        }),
      },
    ],
  },
  {
    name: 'MultiNLI as JSON lines: genre and labels of five',
    files: [
      file(
        'multinli_dev.jsonl',
        lines(
          TEXTS.map((_, i) => ({
            annotator_labels: RATERS.map((__, r) => nli(i, r)),
            genre: ['fiction', 'travel'][i % 2],
            gold_label: nli(i, 0),
            pairID: `p${i}e`,
            promptID: `p${i}`,
            sentence1: pair(i)[0],
            sentence1_binary_parse: '( a b )',
            sentence1_parse: '(ROOT a b)',
            sentence2: pair(i)[1],
            sentence2_binary_parse: '( c )',
            sentence2_parse: '(ROOT c)',
          })),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(nli, { names: [null, null, null, null], ...pairKey }) }],
  },
  {
    name: 'LeWiDi 2023: annotations and annotators in strings',
    files: [
      file(
        'HS-Brexit_dev.json',
        JSON.stringify(
          Object.fromEntries(
            TEXTS.map((text, i) => [
              String(i + 1),
              {
                text,
                'annotation task': 'hate speech detection',
                'number of annotations': 4,
                annotations: RATERS.map((_, r) => binary(i, r)).join(','),
                annotators: RATERS.map((_, r) => `Ann${r + 1}`).join(','),
                lang: 'en',
                hard_label: '0',
                soft_label: { 0: 0.75, 1: 0.25 },
                split: 'dev',
                other_info: {},
              },
            ]),
          ),
        ),
      ),
    ],
    questions: [{ kind: 'categorical', votes: votes(binary, { names: ['Ann1', 'Ann2', 'Ann3', 'Ann4'] }) }],
  },
  {
    name: 'SemEval 2018 E-c: noughts and ones of one opinion',
    files: [
      file(
        '2018-E-c-En-dev.txt',
        table(
          [
            ['ID', 'Tweet', 'happy', 'angry', 'sad', 'calm'],
            ...TEXTS.map((_, i) => [
              `2018-En-0${i}`,
              flat(i),
              ...[...LABELS, 'calm'].map((one) => +both(i, 0).includes(one)),
            ]),
          ],
          '\t',
        ),
      ),
    ],
    questions: [
      {
        kind: 'categorical',
        votes: votes((i) => both(i, 0).join('+'), { ...alone, key: flat }),
      },
    ],
  },
  {
    name: 'Wikipedia Detox: ratings by workers, and comments in a second file',
    files: [
      file(
        'toxicity_annotations.tsv',
        table(
          long(['rev_id', 'worker_id', 'toxicity', 'toxicity_score'], (i, r) => [
            `${2232 + i}.0`,
            RATERS[r],
            rating(i, r) < 3 ? 1 : 0,
            `${rating(i, r) - 3}.0`,
          ]),
          '\t',
        ),
      ),
      file(
        'toxicity_annotated_comments.tsv',
        table(
          [
            ['rev_id', 'comment', 'year', 'logged_in', 'ns', 'sample', 'split'],
            ...TEXTS.map((_, i) => [`${2232 + i}.0`, flat(i), 2002, 'True', 'article', 'random', 'train']),
          ],
          '\t',
        ),
      ),
    ],
    questions: [
      { kind: 'categorical', votes: votes((i, r) => (rating(i, r) < 3 ? '1' : '0'), { key: flat }) },
      { kind: 'ordinal', votes: votes((i, r) => String(rating(i, r) - 3), { key: flat }) },
    ],
  },
  {
    name: 'SBIC, as published for training',
    files: [
      file(
        'SBIC.v2.trn.csv',
        table(
          long(
            'whoTarget,intentYN,sexYN,sexReason,offensiveYN,annotatorGender,annotatorMinority,sexPhrase,speakerMinorityYN,WorkerId,HITId,annotatorPolitics,annotatorRace,annotatorAge,post,targetMinority,targetCategory,targetStereotype,dataSource'.split(
              ',',
            ),
            (i, r) => [
              '',
              '0.5',
              '0.0',
              '',
              ['0.0', '0.5', '1.0'][rating(i, r) % 3],
              'man',
              '',
              '',
              '',
              RATERS[r],
              `3H${i}`,
              'liberal',
              'white',
              '30.0',
              TEXTS[i],
              '',
              '',
              '',
              't/x',
            ],
          ),
        ),
      ),
    ],
    questions: [{ kind: 'ordinal', votes: votes((i, r) => ['0.0', '0.5', '1.0'][rating(i, r) % 3]) }],
  },
  {
    name: 'Jigsaw’s individual annotations with a file of texts',
    files: [
      file(
        'toxicity_individual_annotations.csv',
        table(
          long(
            [
              'id',
              'worker',
              'toxic',
              'severe_toxic',
              'identity_attack',
              'insult',
              'obscene',
              'sexual_explicit',
              'threat',
            ],
            (i, r) => [
              59000 + i,
              RATERS[r],
              +(rating(i, r) > 2),
              +(rating(i, r) > 4),
              0,
              +(rating(i, r) > 3),
              0,
              0,
              0,
            ],
          ),
        ),
      ),
      file('texts.csv', table([['id', 'comment_text'], ...TEXTS.map((text, i) => [59000 + i, text])])),
    ],
    questions: [],
  },
];
