// What each category of complaint is called, its national class, what has to be asked about it, who mostly answers for it.

import { readFileSync } from 'node:fs';
import { TICKET_CLASSES, type TicketClass } from '../ports.ts';
import { CATEGORIES, type Category } from '../understand.ts';

/** What the assistant asks for when it was not said; a known dossier answers for where and when. */
export const ASKED = ['dossier', 'where', 'when'] as const;
export type Asked = (typeof ASKED)[number];

export interface CategoryFacts {
  /** Until a person says otherwise. */
  class: TicketClass;
  /** Proposed where no agency is named, until a person says otherwise; null where it depends on the place. */
  agencyId: string | null;
  asks: readonly Asked[];
  label: string;
}

/** Reads `category⇥class⇥agency⇥what to ask⇥label` lines; throws naming a line it cannot use and categories that are missing. */
export function parseCategories(tsv: string): Readonly<Record<Category, CategoryFacts>> {
  const facts = new Map<Category, CategoryFacts>();
  for (const [index, line] of tsv.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [id, className, agency = '', asked = '', label = ''] = line.split('\t');
    const category = CATEGORIES.find((known) => known === id);
    const ofClass = TICKET_CLASSES.find((known) => known === className);
    const words = asked.split(' ').filter(Boolean);
    const asks = ASKED.filter((part) => words.includes(part));
    if (!category || !ofClass || label === '' || asks.length < words.length || facts.has(category))
      throw new Error(
        `categories.tsv line ${index + 1}: expected category, class, agency, what to ask, label; got "${line}"`,
      );
    facts.set(category, { class: ofClass, agencyId: agency || null, asks, label });
  }
  const missing = CATEGORIES.filter((category) => !facts.has(category));
  if (missing.length > 0) throw new Error(`categories.tsv: nothing about ${missing.join(', ')}`);
  return Object.fromEntries(facts) as Record<Category, CategoryFacts>;
}

export const CATEGORY_FACTS = parseCategories(
  readFileSync(new URL('./categories.tsv', import.meta.url), 'utf8'),
);
