import { TEXT_COLUMNS } from '../text-columns.ts';
import { namedUnit } from './duration-names.ts';

/** Whether a column has the name that is given to those of a table without a header. */
export function isUnnamed(name: string): boolean {
  return /^column \d+$/.test(name);
}

/** A name of a column as it is compared: without case, spaces, underscores, hyphens, dots and colons. */
export function foldName(name: string): string {
  // A column named `-` beside one named `+` has a name.
  if (/^-+$/.test(name.trim())) return name.trim();
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s_.:!-]+/g, '');
}

/** The words of a name: `Answer.emotion.label`, `isAngry` and `binary_rating` have several. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** People who judge, in the languages that questionnaires are written in. */
const WHO = words(
  'rater annotator worker coder judge participant respondent labeler labeller evaluator assessor performer turker ' +
    'crowdworker juror grader marker subject proband teilnehmer kodierer bewerter annotateur codeur évaluateur anotador ' +
    'codificador evaluador annotatore valutatore beoordelaar avaliador anotator bedömare аннотатор разметчик оценщик ' +
    'респондент 标注者 标注员 评分者 评价者 評価者 評定者 アノテーター アノテータ 回答者 평가자 주석자 응답자',
);

/** Names that also the author of a text may go by: they name raters where texts come again with others of them. */
const WHO_OR_AUTHOR = words('user username userid userids person personid email emailaddress');

const ITEM = words(
  'item text comment sentence post tweet example instance sample unit doc document pair question stimulus task hit ' +
    'message utterance prompt segment passage snippet image',
);

const RATER_ALONE = words(
  'prolificpid prolificid pid annotatedby labeledby labelledby ratedby codedby completedby submittedby createdby ' +
    'sessionid amtworkerids workerids annotator1id responseid',
);

/** Folded names of columns by what they hold, the likeliest first. */
export const COLUMN_NAMES = {
  text: TEXT_COLUMNS,
  id: [
    ...[
      'itemid',
      'textid',
      'commentid',
      'sentenceid',
      'postid',
      'tweetid',
      'exampleid',
      'instanceid',
      'sampleid',
    ],
    ...['unitid', 'docid', 'documentid', 'pairid', 'uid', 'uuid', 'origid', 'idoriginal', 'id'],
    ...ITEM.map((what) => `${what}id`).filter((name) => name !== 'promptid'),
    ...[
      'customid',
      'item',
      'unit',
      'task',
      'stimulus',
      'key',
      'keyoftheobject',
      'subjectids',
      'inputid',
      'convid',
    ],
    ...['replyid', 'nr', 'no', 'num', 'number', 'nummer', 'lfdnr', 'index', 'docno', 'doc', 'instance'],
    ...['编号', '序号', '番号', '번호', 'номер'],
  ],
  rater: [
    ...WHO.flatMap((who) => [who, `${who}id`, `${who}name`, `${who}code`, `${who}nr`, `${who}number`]),
    ...RATER_ALONE,
  ],
  raterOrAuthor: WHO_OR_AUTHOR,
  raterLists: WHO.flatMap((who) => [`${who}s`, `${who}ids`, who, `${who}id`]),
  votes: words('votes votecounts labelcounts labelcounter counts vote labeldistribution votedistribution'),
  annotations: words(
    'annotations annotation annotatorlabels ratings judgments judgements answers rawannotations',
  ),
  label: words(
    'label labels emotion emotions feeling mood sentiment polarity category categories class rating ratings ' +
      'judgment judgement answer annotation choice choices stance valence arousal dominance toxicity toxic offensive ' +
      'offensiveness hate hatespeech irony sarcasm humor humour politeness intensity response value result verdict ' +
      'code decision opinion vote goldlabel gefühl gefühle stimmung bewertung kategorie klasse urteil antwort emoción ' +
      'sentimiento categoría etiqueta respuesta émotion étiquette catégorie réponse jugement note emozione etichetta ' +
      'risposta rótulo etykieta метка эмоция тональность оценка 标签 情感 情绪 评分 ラベル 感情 評価 라벨 레이블 감정 평점 tags',
  ),
  /** The column that names the question of a row's answer. */
  question: words(
    'question questionname dimension aspect attribute criterion variable measure scale facet item trait frage',
  ),
} as const;

/** A column of whole numbers by one of these names holds answers themselves, not votes for a label called so. */
export const ANSWER_NAMES: readonly string[] = words(
  'label labels class category rating ratings score scores stars sentiment polarity emotion valence arousal dominance ' +
    'intensity helpful rank position page chapter level grade quality',
);

/** Words in the names of scales: their numbers are ratings. */
const RATING_WORDS = new Set(
  words(
    'rating ratings score scores valence arousal dominance intensity likert severity offensiveness toxicity quality ' +
      'agreement helpfulness politeness similarity slider scale stars grade level confidence bewertung note puntuación ' +
      'оценка 评分 評価 평점 respect insult pleasantness strength degree likelihood',
  ),
);
/** Words in the names of classes: their numbers are codes. */
const CODE_WORDS = new Set(
  words(
    'label labels class classes category categories emotion emotions intent topic type code codes kategorie klasse',
  ),
);

const LABEL_WORDS = new Set<string>([
  ...COLUMN_NAMES.label,
  'q',
  'overall',
  'winner',
  'preferred',
  'preference',
  'hateful',
  'angry',
  'sad',
  'happy',
]);

/** Whether the name of a column has a word for an answer in it: `is_toxic`, `Answer.emotion`, `raw_rating`, `Q_overall`. */
export function isAnswerName(name: string): boolean {
  const own = nameWords(name);
  if (
    own.some((word) =>
      ['time', 'id', 'ms', 'date', 'reason', 'text', 'count', 'gender', 'age', 'race', 'confidence'].includes(
        word,
      ),
    )
  )
    return false;
  return (
    LABEL_WORDS.has(foldName(name)) ||
    own.some((word) => LABEL_WORDS.has(word)) ||
    /^(is|has)[ _.-]/i.test(name)
  );
}

export function isRatingName(name: string): boolean {
  return nameWords(name).some((word) => RATING_WORDS.has(word));
}

export function isCodeName(name: string): boolean {
  return nameWords(name).some((word) => CODE_WORDS.has(word)) && !isRatingName(name);
}

/** What stands beside texts and is no answer about them. */
const ABOUT_THE_ROW = new Set(
  words(
    'author subreddit linkid parentid createdutc created createdat updatedat submittedat date time timestamp datetime ' +
      'year month day hour minute second starttime endtime startdate enddate recordeddate duration durationinseconds rt ' +
      'reactiontime responsetime timespent timestring leadtime latency elapsed url link source datasource split fold set ' +
      'lang language userlanguage locale gender sex age race ethnicity nationality religion country state city region ' +
      'education degree occupation job income politics ideology party orientation demographics device browser platform ' +
      'os ip ipaddress useragent latitude longitude locationlatitude locationlongitude likes like retweets replies ' +
      'shares upvotes downvotes views words chars characters tokens ntokens numtokens length wordcount total sum n count ' +
      'nraters numraters raters annotators numannotations nannotations index row rownumber srno line lineno unnamed0 ' +
      'batch task title topic keywords username user userid model modelname method otherinfo notes note remark remarks ' +
      'explanation rationale reason reasoning justification feedback comments status finished progress trial trialindex ' +
      'trialtype block condition list listid order position session run attempt reward bonus price speaker turn ' +
      'dialogueid utteranceid season episode likelihoodid collectorid correct matches agree entropy std stdev sd ' +
      'variance mean median average lastpage startlanguage submitdate datestamp startdate interviewtime refurl seed ' +
      'consent attentioncheck confidence trust trusted channel worktimeinseconds geschlecht alter land ' +
      'place location town weekday weather section ort datum uhrzeit wochentag wetter lieu heure fecha lugar luogo дата 日付 日期',
  ),
);

const REMARK = new Set(
  words(
    'comment comments remark remarks feedback note notes suggestion suggestions explanation rationale reason reasoning ' +
      'justification freetext thoughts kommentar anmerkung anmerkungen commentaire comentario',
  ),
);

/** Whether a question of a tool asks for a remark on the task or the answer, be it answered in few words. */
export function isRemarkName(name: string): boolean {
  return nameWords(name).some((word) => REMARK.has(word));
}

/** Columns that survey tools write beside a person's answers. */
const SURVEY = new Set(
  words(
    'submitdate lastpage startlanguage datestamp startdate enddate recordeddate timestamp starttime completiontime responseid collectorid respondentid',
  ),
);

/** Whether a column tells that a survey tool wrote the table, with a row for each person. */
export function isSurveyName(name: string): boolean {
  return SURVEY.has(foldName(name));
}

/** What a person is, as names of columns say it; also with the word for a rater before it. */
const DEMOGRAPHIC = new Set(
  words(
    'gender sex age race ethnicity nationality religion country education degree occupation job income politics ' +
      'ideology minority severity infitms outfitms trans',
  ),
);

/** Whether a column says what a person is, or is named for the raters. */
export function isPersonName(name: string): boolean {
  const own = nameWords(name);
  return (
    own.some((word) => DEMOGRAPHIC.has(word) || WHO.includes(word)) ||
    ['geschlecht', 'alter', 'land'].includes(foldName(name))
  );
}

const ABOUT_A_PERSON =
  /\bhow old are you\b|\byour (?:own )?(?:age|gender|sex|nationality|country|education|occupation|profession|job|religion|ethnicity|race|income|native language|first language|mother tongue)\b|\b(?:dein|ihr) (?:alter|geschlecht|beruf)\b|\bwie alt (?:bist du|sind sie)\b/i;

/** Whether the header of a column in a questionnaire asks who answers, in a word or two or in a question. */
export function asksAboutPerson(header: string): boolean {
  return nameWords(header).length <= 3 ? isPersonName(header) : ABOUT_A_PERSON.test(header);
}

/** Whether a column says something about its row rather than an answer to a question. */
export function isAboutTheRow(name: string): boolean {
  const folded = foldName(name);
  return (
    folded === '' ||
    ABOUT_THE_ROW.has(folded) ||
    namedUnit(name) !== null ||
    nameWords(name).some((word) => word === 'id' || word === 'idx' || word === 'index') ||
    /(^|[a-z])(Id|ID|Ids)$/.test(name) ||
    /^(unnamed\d+|level\d+)$/.test(folded) ||
    nameWords(name).some((word) => DEMOGRAPHIC.has(word))
  );
}

/** Words that tell a column of one agreed answer among columns of raters. */
const AGREED = new Set(
  words(
    'gold golden majority consensus aggregated aggregate final adjudicated agreed truth groundtruth expert true ' +
      'majorityvote majoritylabel goldlabel reference target hard soft mode',
  ),
);
/** Words and beginnings that tell a model's answers. */
const MODEL_WORD =
  /^(pred|predicted|prediction|predictions|model|llm|gpt\d*|chatgpt|claude|gemini|gemma|llama\d*|mistral|mixtral|qwen\d*|deepseek|bert|roberta|deberta|xlmr|o1|o3|phi\d*|falcon|vicuna|bloom|t5|palm|bard|copilot|classifier|baseline|ai|bot|system)$/;

/** Whether a column holds what raters agreed on, and not what one of them said. */
export function isAgreedName(name: string): boolean {
  return nameWords(name).some((word) => AGREED.has(word)) || AGREED.has(foldName(name));
}

/** Whether a column is named for a model or its predictions. */
export function isModelName(name: string): boolean {
  return (
    nameWords(name).some((word) => MODEL_WORD.test(word)) ||
    /^(gpt|llama|claude|gemini|qwen)[-_ ]?\d/i.test(name)
  );
}

const NUMBERED_RATER = new RegExp(
  `^((?:${WHO.join('|')}|user|person|expert|ann|label|rating|annotation|answer|r|a|p|k|c)[ _.-]?(?:#|no[. ]?)?\\d+)(?:[ _.:-]+(.+))?$`,
  'i',
);
const NAMED_RATER = new RegExp(`^(?:${WHO.join('|')})[ _.:-]+(.+)$`, 'i');

/** The rater, and the question where the name has one, of a column called e.g. `rater_1`, `ann2`, `rater_1_valence`, `annotator-Kim`. */
export function raterColumn(name: string): { rater: string; question: string | null } | null {
  const numbered = NUMBERED_RATER.exec(name.trim());
  if (numbered && !isAboutTheRow(numbered[2] ?? 'x'))
    return { rater: numbered[1], question: numbered[2] ?? null };
  const named = NAMED_RATER.exec(name.trim());
  return named && !isAboutTheRow(named[1]) && !/^(ids?|names?|codes?)$/i.test(named[1])
    ? { rater: named[1], question: null }
    : null;
}
