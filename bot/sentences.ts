// The sentences that an office may put in its own words: which they are, what must stay in them, and where they are said.

import { complaintReplies } from './complaint-replies.ts';
import { dossierReplies } from './dossiers/replies.ts';
import { replies } from './replies.ts';
import { ticketReplies } from './ticket-replies.ts';

export interface Sentence {
  /** `smalltalk.thanks`: its table and its place there. */
  key: string;
  text: string;
}

/** The tables of what the assistant says of itself, by the first part of a sentence's key. */
export const TABLES = {
  general: replies,
  complaint: complaintReplies,
  ticket: ticketReplies,
  dossier: dossierReplies,
};
/** Said outside of a turn, so nobody words them anew. */
const OUTSIDE_TURNS = new Set(['general.officerSilent', 'general.assistantAgain', 'general.failed']);
const IS_SENTENCE = /\s\S.*[.!?:]$/s;
/** Numbers, words between quotation marks, and whatever says that no person speaks. */
const MUST_STAY = /\d+|“[^”]+”|trợ lý tự động|tôi (?:chỉ )?là máy|không phải cán bộ/giu;

/** Whole sentences without a field, by table and in the order of the table. */
export const SENTENCES: readonly Sentence[] = Object.entries(TABLES).flatMap(([name, table]) =>
  within(name, table).filter(({ key, text }) => !OUTSIDE_TURNS.has(key) && IS_SENTENCE.test(text)),
);

/** What `text` lacks to stand in the place of the shipped sentence: its numbers, its commands, that a machine speaks. */
export function lackingIn(text: string, { text: shipped }: Sentence): string[] {
  const said = text.toLowerCase();
  return [...new Set(shipped.match(MUST_STAY) ?? [])].filter((part) => !said.includes(part.toLowerCase()));
}

/** Says what the assistant says in the words of the office; `changes` by key, unknown keys are left out. */
export function wordedBy(changes: ReadonlyMap<string, string>): (text: string) => string {
  const changed = SENTENCES.flatMap(({ key, text }) => {
    const instead = changes.get(key);
    return instead === undefined ? [] : [{ text, instead }];
  }).sort((a, b) => b.text.length - a.text.length);
  return (said) => changed.reduce((all, { text, instead }) => all.replaceAll(text, () => instead), said);
}

function within(key: string, value: unknown): Sentence[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => within(`${key}.${name}`, part));
}
