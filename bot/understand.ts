// Message → intent, complaint category, codes: signals kept as data on top of a small trained classifier.

import { readFileSync } from 'node:fs';
import { shippedAliases } from '../knowledge/aliases.ts';
import type { English, Spoken } from '../knowledge/english.ts';
import type { FacetPhrase } from '../knowledge/facet.ts';
import { pairTerm, wordTerms } from '../knowledge/lexical.ts';
import { occurs, type Phrase, parsePhrase } from '../knowledge/phrases.ts';
import type { Language } from '../knowledge/question.ts';
import { tokenise, typedSentences } from '../knowledge/vietnamese.ts';
import { type Classifier, trainClassifier } from './classifier.ts';
import { findDossierCode, findTicketCode } from './entities.ts';

export const INTENTS = [
  'procedure',
  'dossier',
  'complaint',
  'denunciation',
  'formal-appeal',
  'ticket-status',
  'handoff',
  'smalltalk',
  'out-of-scope',
  'emergency',
  'abuse',
  'cancel',
  'confirm',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What a complaint is about; `distress` marks an emergency of the mind. */
export const CATEGORIES = [
  'late-dossier',
  'staff-attitude',
  'harassment-bribery',
  'wrong-fee',
  'extra-documents',
  'portal-error',
  'unclear-guidance',
  'bad-regulation',
  'land',
  'environment',
  'security',
  'traffic',
  'other',
  'distress',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Understanding {
  intent: Intent;
  /** Of a complaint or an emergency; null otherwise. */
  category: Category | null;
  /** What it tells of, if it is part of a complaint. */
  matter: Category;
  dossierCode: string | null;
  ticketCode: string | null;
  /** The language of the message; null when it does not show. */
  spoken: Spoken | null;
  /** The message in Vietnamese words, as it is unless it is English. */
  inVietnamese: string;
  /** Score of every intent (log-odds scale); what context may tip when the best is hardly ahead. */
  scores: ReadonlyMap<Intent, number>;
}

export type Understand = (text: string) => Understanding;

export interface LabelledMessage {
  intent: Intent;
  category: Category | null;
  text: string;
}

export interface Signal {
  intent: Intent;
  weight: number;
  phrase: Phrase;
}

/** Reads `intent⇥category⇥text` lines; throws naming the line of an unknown intent or category. */
export function parseMessages(tsv: string): LabelledMessage[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [intentName, categoryName = '', text = ''] = line.split('\t');
    const intent = INTENTS.find((known) => known === intentName);
    const category = CATEGORIES.find((known) => known === categoryName) ?? null;
    if (!intent || text.trim() === '' || (categoryName !== '' && category === null))
      throw new Error(`messages.tsv line ${index + 1}: expected intent, category, text; got "${line}"`);
    return [{ intent, category, text }];
  });
}

/** Reads `intent⇥weight⇥phrase` lines; throws naming the line of an unknown intent. */
export function parseSignals(tsv: string): Signal[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [name, weight, text = ''] = line.split('\t');
    const intent = INTENTS.find((known) => known === name);
    const phrase = parsePhrase(text);
    if (!intent || phrase.words.length === 0 || !(Number(weight) > 0))
      throw new Error(`signals.tsv line ${index + 1}: expected intent, weight, phrase; got "${line}"`);
    return [{ intent, weight: Number(weight), phrase }];
  });
}

/** Trains on the shipped messages (about two seconds) and returns the function that reads one message. */
export function createUnderstand({
  words,
  facetPhrases,
  english,
}: Pick<Language, 'words' | 'facetPhrases'> & { english: English }): Understand {
  const signals = parseSignals(readDataFile('signals.tsv'));
  const read = (text: string): Read => {
    const tokens = words.rewrite(tokenise(text));
    const codes = { dossierCode: findDossierCode(text), ticketCode: findTicketCode(text) };
    const given = new Map<Intent, number>();
    for (const { intent, weight, phrase } of signals)
      if (occurs(tokens, phrase)) given.set(intent, (given.get(intent) ?? 0) + weight);
    return { given, features: featuresOf(text, tokens, codes, facetPhrases) };
  };
  const { intents, categories, distress } = trainedOnce(words, read);
  return (text) => {
    const spoken = english.spokenIn(text);
    const inVietnamese = (spoken === 'en' && english.inVietnamese(text)) || text;
    const { given, features } = read(inVietnamese);
    const codes = { dossierCode: findDossierCode(text), ticketCode: findTicketCode(text) };
    const scores = intents(features);
    for (const [intent, weight] of given) scores.set(intent, (scores.get(intent) ?? 0) + weight);
    const intent = rather(best(scores) ?? 'procedure', scores);
    const matter = best(categories(features)) ?? 'other';
    const category = categoryOf(intent, matter, features, distress);
    return { intent, category, matter, scores, spoken, inVietnamese, ...codes };
  };
}

/** What a message shows, and how the signals speak for an intent. */
type Read = { features: readonly string[]; given: ReadonlyMap<Intent, number> };

/** A denunciation taken for a complaint would be read by whom it denounces; the other way round one tap mends it. */
const RATHER_DENUNCIATION = 1.5;
/** Most who write ask how something is done, which the examples, of which there are many of everything, do not show. */
const RATHER_PROCEDURE = 0.6;

/** What is done where the best reading is hardly ahead. */
function rather(intent: Intent, scores: ReadonlyMap<Intent, number>): Intent {
  const aheadOf = (other: Intent) => (scores.get(intent) ?? 0) - (scores.get(other) ?? 0);
  if (intent === 'complaint' && aheadOf('denunciation') < RATHER_DENUNCIATION) return 'denunciation';
  const isDoubtful = intent === 'complaint' || intent === 'dossier';
  return isDoubtful && aheadOf('procedure') < RATHER_PROCEDURE ? 'procedure' : intent;
}

type Trained = ReturnType<typeof train>;
const trained = new WeakMap<Language['words'], Trained>();

/** Learning the messages takes two seconds or so: once for the same words. */
function trainedOnce(words: Language['words'], read: (text: string) => Read): Trained {
  const known = trained.get(words) ?? train(read);
  trained.set(words, known);
  return known;
}

function train(read: (text: string) => Read) {
  const messages = parseMessages(readDataFile('messages.tsv'));
  const examples = [...messages, ...oftenAsked()].map((message) => ({ ...message, ...read(message.text) }));
  return {
    intents: trainClassifier(examples.map(({ intent, ...read }) => ({ ...read, label: intent }))),
    categories: trainClassifier(
      examples.flatMap(({ category, features }) =>
        category === null || category === 'distress' ? [] : [{ features, label: category }],
      ),
    ),
    distress: trainClassifier(
      examples.flatMap(({ intent, category, features }) =>
        intent === 'emergency' ? [{ features, label: category ?? ('danger' as const) }] : [],
      ),
    ),
  };
}

/** From this demand on, a procedure is asked for often. */
const OFTEN = 2;

/** One way of asking for each procedure that is asked for often, so that the names of procedures are known as such. */
function oftenAsked(): LabelledMessage[] {
  return shippedAliases()
    .filter(({ demand }) => demand >= OFTEN)
    .flatMap(({ phrases: [text] }) =>
      text === undefined ? [] : [{ intent: 'procedure', category: null, text }],
    );
}

/** Phrases this strong are questions by themselves ("mất bao lâu"); weaker ones are mentions ("lệ phí"). */
const STRONG_FACET = 4;

/** Words, word pairs, and marks: what is asked, whether it is asked, which codes are there. */
function featuresOf(
  text: string,
  tokens: readonly string[],
  { dossierCode, ticketCode }: Pick<Understanding, 'dossierCode' | 'ticketCode'>,
  facetPhrases: readonly FacetPhrase[],
): string[] {
  const terms = tokens.flatMap((token, i) =>
    i === 0 ? wordTerms(token) : [...wordTerms(token), pairTerm(tokens[i - 1]!, token)],
  );
  const strong = facetPhrases.filter(
    ({ weight, phrase }) => weight >= STRONG_FACET && occurs(tokens, phrase),
  );
  const sentences = typedSentences(text);
  // After a last sentence without a word, as an emoji is, this is the whole message: it may have asked before.
  const end = tokens.slice(-tokenise(sentences.at(-1) ?? '').length);
  const endsAsking = strong.some(({ phrase }) => occurs(end, phrase));
  const marks = [
    sentences.length <= 1 ? null : endsAsking ? '#ends-asking' : '#ends-telling',
    strong.length > 0 ? '#asks' : '#asks-nothing',
    ...new Set(strong.map(({ facet }) => `#asks:${facet}`)),
    text.includes('?') ? '#question-mark' : null,
    dossierCode === null ? null : '#dossier-code',
    ticketCode === null ? null : '#ticket-code',
    tokens.length <= 3 ? '#short' : tokens.length > 25 ? '#long' : null,
  ].filter((mark) => mark !== null);
  // Twice, because one mark stands against dozens of words.
  return [...terms, ...marks, ...marks.map((mark) => `${mark}!`)];
}

function categoryOf(
  intent: Intent,
  matter: Category,
  features: readonly string[],
  distress: Classifier<Category | 'danger'>,
): Category | null {
  if (intent === 'complaint') return matter;
  if (intent === 'emergency') return best(distress(features)) === 'distress' ? 'distress' : null;
  return null;
}

function best<Label>(scores: ReadonlyMap<Label, number>): Label | null {
  let found: [Label, number] | null = null;
  for (const entry of scores) if (found === null || entry[1] > found[1]) found = entry;
  return found?.[0] ?? null;
}

function readDataFile(name: string): string {
  return readFileSync(new URL(`./understanding/${name}`, import.meta.url), 'utf8');
}
