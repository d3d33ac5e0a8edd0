// What each category of complaint is called and which class it is of until a person says otherwise.

import { readFileSync } from 'node:fs';
import { CATEGORIES, type Category } from '../../bot/understand.ts';
import { TICKET_CLASSES } from './views.ts';

export type TicketClass = (typeof TICKET_CLASSES)[number];

export interface CategoryFacts {
  /** National classes: quy định (regulation) and hành vi (conduct), QĐ 766/QĐ-TTg; the others are not reported there. */
  class: TicketClass;
  name: string;
}

/** Reads `category⇥class⇥name` lines; throws naming a line it cannot use and every category that is missing. */
export function parseCategories(tsv: string): Readonly<Record<Category, CategoryFacts>> {
  const facts = new Map<Category, CategoryFacts>();
  for (const [index, line] of tsv.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [id, className, name = ''] = line.split('\t');
    const category = CATEGORIES.find((known) => known === id);
    const ofClass = TICKET_CLASSES.find((known) => known === className);
    if (!category || !ofClass || name.trim() === '' || facts.has(category))
      throw new Error(`categories.tsv line ${index + 1}: expected category, class, name; got "${line}"`);
    facts.set(category, { class: ofClass, name });
  }
  const missing = CATEGORIES.filter((category) => !facts.has(category));
  if (missing.length > 0) throw new Error(`categories.tsv: nothing about ${missing.join(', ')}`);
  return Object.fromEntries(facts) as Record<Category, CategoryFacts>;
}

export const CATEGORY_FACTS = parseCategories(
  readFileSync(new URL('./categories.tsv', import.meta.url), 'utf8'),
);
