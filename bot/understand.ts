// Message → intent, complaint category, codes: signals kept as data on top of a small trained classifier.

import { readFileSync } from 'node:fs';
import { occurs, type Phrase, parsePhrase } from '../knowledge/phrases.ts';
import { tokenise } from '../knowledge/vietnamese.ts';
import type { Words } from '../knowledge/words.ts';
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
  dossierCode: string | null;
  ticketCode: string | null;
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

/** A code settles what a message is about unless its words say complaint. */
const DOSSIER_CODE_WEIGHT = 6;
const TICKET_CODE_WEIGHT = 8;

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

/** Trains on the shipped messages (some 100 ms) and returns the function that reads one message. */
export function createUnderstand({ words }: { words: Words }): Understand {
  const messages = parseMessages(readDataFile('messages.tsv'));
  const signals = parseSignals(readDataFile('signals.tsv'));
  const prepare = (text: string) => words.rewrite(tokenise(text));
  const intents = trainClassifier(
    messages.map(({ intent, text }) => ({ tokens: prepare(text), label: intent })),
  );
  const categories = trainClassifier(
    messages.flatMap(({ category, text }) =>
      category === null || category === 'distress' ? [] : [{ tokens: prepare(text), label: category }],
    ),
  );
  const distress = trainClassifier(
    messages.flatMap(({ intent, category, text }) =>
      intent === 'emergency' ? [{ tokens: prepare(text), label: category ?? ('danger' as const) }] : [],
    ),
  );
  return (text) => {
    const tokens = prepare(text);
    const dossierCode = findDossierCode(text);
    const ticketCode = findTicketCode(text);
    const scores = intents(tokens);
    for (const { intent, weight, phrase } of signals)
      if (occurs(tokens, phrase)) scores.set(intent, (scores.get(intent) ?? 0) + weight);
    if (dossierCode !== null) scores.set('dossier', (scores.get('dossier') ?? 0) + DOSSIER_CODE_WEIGHT);
    if (ticketCode !== null)
      scores.set('ticket-status', (scores.get('ticket-status') ?? 0) + TICKET_CODE_WEIGHT);
    const intent = best(scores) ?? 'procedure';
    return { intent, category: categoryOf(intent, tokens, categories, distress), dossierCode, ticketCode };
  };
}

function categoryOf(
  intent: Intent,
  tokens: readonly string[],
  categories: Classifier<Category>,
  distress: Classifier<Category | 'danger'>,
): Category | null {
  if (intent === 'complaint') return best(categories(tokens));
  if (intent === 'emergency') return best(distress(tokens)) === 'distress' ? 'distress' : null;
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
