import { checklistRows } from '../vocabulary/checklist.ts';
import { generalWords, stopWords } from '../vocabulary/content-words.ts';
import { vagueWords } from '../vocabulary/vague-words.ts';
import type { Word } from './words.ts';

/** Function words of languages that people write in here and that English does not have. */
const FOREIGN: ReadonlySet<string> = new Set(
  (
    'fehlt noch hilf mir danke ja nein nächste frage sind welche welcher wie gibt es ich du wer bitte hallo quelles quels cuáles son quali welke zijn hoe wat was-ist qué quoi comment warum wann der die das und nicht ist ein eine einen einem dem den des mit für auf wird werden muss müssen soll sollen kann können von zu im bei oder aber auch wir sie ' +
    'le la les une est pas doit doivent pour avec sur dans que qui du aux nous vous il elle sont peut ' +
    'el los las una es no debe deben para con por del que se su al más como ' +
    'il lo gli uno è deve devono per con della dei che nel sono può ' +
    'het een niet moet moeten voor met van op zijn wordt kan ' +
    'não deve devem para com uma os as ao pelo são pode'
  ).split(' '),
);
const SHARED: ReadonlySet<string> = new Set(
  'die no as on am an in or also men do me per con she he is it es son was an use on im il van'.split(' '),
);

const LEAST_SHARE = 0.12;
/** So many words tell the language. */
const MOST_WORDS = 2000;
const LATIN = /^[\p{Script=Latin}\p{N}.'-]+$/u;

const isKnown = (word: Word): boolean =>
  stopWords.has(word.lower) ||
  generalWords.has(word.lower) ||
  checklistRows.some(({ stems, anchors }) => stems.has(word.stem) || anchors.has(word.stem));

const lettersOf = (words: readonly Word[]): Word[] =>
  words.filter(({ lower }) => /\p{L}/u.test(lower)).slice(0, MOST_WORDS);
const countKnown = (words: readonly Word[]): number =>
  words.filter(isKnown).length + vagueWords.find(words).length;
const countForeign = (words: readonly Word[]): number =>
  words.filter(({ lower }) => (FOREIGN.has(lower) && !SHARED.has(lower)) || !LATIN.test(lower)).length;

/** Whether words read as another language; names and numbers alone do not. */
export function isForeign(words: readonly Word[]): boolean {
  const letters = lettersOf(words);
  const foreign = countForeign(letters);
  return foreign > 0 && foreign >= countKnown(letters);
}

/** Whether words read as English. Fewer than three words are given the benefit of the doubt. */
export function isEnglish(words: readonly Word[]): boolean {
  const letters = lettersOf(words);
  if (letters.length < 3) return !isForeign(words);
  return countKnown(letters) / letters.length >= LEAST_SHARE && !isForeign(letters);
}
