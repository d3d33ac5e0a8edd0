// What a citizen's words say of a complaint: the matter itself, where, when, how urgent, under what name.

import { occurs, type Phrase } from '../../knowledge/phrases.ts';
import { codeSpans, findDossierCode } from '../entities.ts';
import { readPhone } from '../phone.ts';
import { findPlaces } from './places.ts';
import { findTimes } from './times.ts';
import { type Run, readPhrases, runsOf, type Word, wordsOf, written } from './words.ts';

const URGENT = readPhrases('urgent.txt');
const ANONYMOUS = readPhrases('anonymous.txt');
const BRIBERY = readPhrases('bribery.txt');
/** Words that open a complaint and say nothing of its matter. */
const OPENERS = readPhrases('openers.txt');

export interface Reading {
  /** Whether there is a matter in it, besides place, time and opening words; `hints`: at least a word of one. */
  tellsMatter: boolean;
  hints: boolean;
  where: string | null;
  when: string | null;
  dossierCode: string | null;
  phone: string | null;
  urgent: boolean;
  anonymous: boolean;
}

/** Below this many words beside place and time nothing has been told: "phản ánh cán bộ" names no matter yet. */
const FEWEST_WORDS = 3;

export function readComplaint(said: string): Reading {
  const text = said.normalize('NFC');
  // The numbers of a code are no hours and no houses.
  const codes = codeSpans(text);
  const words = wordsOf(text).filter(
    (word) => !codes.some(({ start, end }) => word.start >= start && word.end <= end),
  );
  const tokens = words.map((word) => word.text);
  const times = findTimes(words);
  const places = findPlaces(text, words, times);
  const openers = runsOf(tokens, OPENERS);
  const matter = tokens.filter((_, at) => ![...times, ...places, ...openers].some((run) => isIn(at, run)));
  return {
    tellsMatter: matter.length >= FEWEST_WORDS,
    hints: matter.length > 0,
    where: joined(text, words, places),
    when: joined(text, words, times),
    dossierCode: findDossierCode(text),
    phone: readPhone(text),
    urgent: says(tokens, URGENT),
    anonymous: says(tokens, ANONYMOUS),
  };
}

/** Whether it tells of money for favours: then it is a denunciation, however it is called. */
export function tellsOfBribery(text: string): boolean {
  return says(
    wordsOf(text.normalize('NFC')).map((word) => word.text),
    BRIBERY,
  );
}

/** The time that an answer to "when?" names, or else all of it. */
export function answerWhen(said: string): string {
  return readComplaint(said).when ?? said.trim();
}

/** The place that an answer to "where?" names: all of it without a time, and without the small word before it. */
export function answerWhere(said: string): string {
  const text = said.normalize('NFC');
  const words = wordsOf(text);
  let place = '';
  let from = 0;
  for (const time of findTimes(words)) {
    place += text.slice(from, words[time.from]!.start);
    from = words[time.to - 1]!.end;
  }
  const told = (place + text.slice(from))
    .replace(/^\s*(?:dạ\s+)?(?:ở|tại)\s+/iu, '')
    .replace(/\s*,(?:\s*,)*\s*/g, ', ')
    .replace(/^[\s,.;:]+|[\s,.;:]+$/g, '');
  return told === '' ? said.trim() : told;
}

function says(tokens: readonly string[], phrases: readonly Phrase[]): boolean {
  return phrases.some((phrase) => occurs(tokens, phrase));
}

function joined(text: string, words: readonly Word[], runs: readonly Run[]): string | null {
  return runs.length === 0 ? null : runs.map((run) => written(text, words, run)).join(', ');
}

function isIn(at: number, { from, to }: Run): boolean {
  return at >= from && at < to;
}
