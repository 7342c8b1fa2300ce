import { stopwords as moreEnglish } from '@orama/stopwords/english';
import * as lists from 'stopword';

/** The lists by ISO 639-1 code, as languages are told; the package has them by ISO 639-3. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  ar: lists.ara,
  bg: lists.bul,
  ca: lists.cat,
  cs: lists.ces,
  da: lists.dan,
  de: lists.deu,
  el: lists.ell,
  // The first has no “she”, “when” or “not”.
  en: [...lists.eng, ...moreEnglish],
  es: lists.spa,
  et: lists.est,
  fa: lists.fas,
  fi: lists.fin,
  fr: lists.fra,
  he: lists.heb,
  hi: lists.hin,
  hr: lists.hrv,
  hu: lists.hun,
  it: lists.ita,
  ja: lists.jpn,
  ko: lists.kor,
  lt: lists.lit,
  lv: lists.lav,
  nl: lists.nld,
  no: lists.nob,
  pl: lists.pol,
  pt: lists.por,
  ro: lists.ron,
  ru: lists.rus,
  sk: lists.slk,
  sl: lists.slv,
  sv: lists.swe,
  th: lists.tha,
  tr: lists.tur,
  uk: lists.ukr,
  vi: lists.vie,
  zh: lists.zho,
};

/** Words that tell of no text what it is about, in the given languages, in lower case; of a language without a list, none. */
export function stopWords(languages: readonly string[]): ReadonlySet<string> {
  return new Set(languages.flatMap((code) => LISTS[code] ?? []).map((word) => word.toLowerCase()));
}
