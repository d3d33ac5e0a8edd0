// Message → intent, complaint category, codes: signals kept as data on top of a small trained classifier.

import { readFileSync } from 'node:fs';
import type { English, Spoken } from '../knowledge/english.ts';
import type { FacetPhrase } from '../knowledge/facet.ts';
import { pairTerm, wordTerms } from '../knowledge/lexical.ts';
import { occurs, type Phrase, parsePhrase } from '../knowledge/phrases.ts';
import type { Language } from '../knowledge/question.ts';
import { tokenise } from '../knowledge/vietnamese.ts';
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

/** Trains on the shipped messages (about a second) and returns the function that reads one message. */
export function createUnderstand({
  words,
  facetPhrases,
  english,
}: Pick<Language, 'words' | 'facetPhrases'> & { english: English }): Understand {
  const signals = parseSignals(readDataFile('signals.tsv'));
  const read = (text: string) => {
    const tokens = words.rewrite(tokenise(text));
    const codes = { dossierCode: findDossierCode(text), ticketCode: findTicketCode(text) };
    return { tokens, codes, features: featuresOf(text, tokens, codes, facetPhrases) };
  };
  const { intents, categories, distress } = trainedOnce(words, (text) => read(text).features);
  return (text) => {
    const spoken = english.spokenIn(text);
    const inVietnamese = (spoken === 'en' && english.inVietnamese(text)) || text;
    const { tokens, features } = read(inVietnamese);
    const codes = { dossierCode: findDossierCode(text), ticketCode: findTicketCode(text) };
    const scores = intents(features);
    for (const { intent, weight, phrase } of signals)
      if (occurs(tokens, phrase)) scores.set(intent, (scores.get(intent) ?? 0) + weight);
    const intent = best(scores) ?? 'procedure';
    const matter = best(categories(features)) ?? 'other';
    const category = categoryOf(intent, matter, features, distress);
    return { intent, category, matter, scores, spoken, inVietnamese, ...codes };
  };
}

type Trained = ReturnType<typeof train>;
const trained = new WeakMap<Language['words'], Trained>();

/** Learning the messages takes a second or so: once for the same words. */
function trainedOnce(words: Language['words'], featuresIn: (text: string) => readonly string[]): Trained {
  const known = trained.get(words) ?? train(featuresIn);
  trained.set(words, known);
  return known;
}

function train(featuresIn: (text: string) => readonly string[]) {
  const messages = parseMessages(readDataFile('messages.tsv'));
  const examples = messages.map((message) => ({ ...message, features: featuresIn(message.text) }));
  return {
    intents: trainClassifier(examples.map(({ intent, features }) => ({ features, label: intent }))),
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
  const marks = [
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
