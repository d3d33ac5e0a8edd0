// Open tickets about the same thing: same agency, same category or place, and mostly the same words.

import type { TicketDraft } from '../../bot/ports.ts';
import type { Category } from '../../bot/understand.ts';
import { pairTerm } from '../../knowledge/lexical.ts';
import { occurrences, type Phrase } from '../../knowledge/phrases.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';

export interface SimilarTicket {
  code: string;
  summary: string;
  openedAt: Date;
}

/** What is compared; `except` is the code of the ticket itself, where it is one already. */
export type Account = Pick<TicketDraft, 'what' | 'where' | 'category' | 'agencyId'> & { except?: string };

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const MOST = 3;
/** Enough to find the twins of one day, few enough to be compared one by one. */
const COMPARED = 300;
/** Share of words and neighbouring words that two texts must have in common, of the shorter one's. */
const ALIKE = 0.5;
/** Below this, a text says too little to be told from another. */
const FEWEST_TERMS = 3;

const CANDIDATES = `
select t.code, t.summary, t.opened_at as "openedAt", t.category, x.what, x.place
from tickets t join ticket_texts x on x.ticket_id = t.id
where t.open and t.opened_at > $1 and t.code is distinct from $2
  and ($3::text is null or t.agency_id is null or t.agency_id = $3)
order by t.id desc limit ${COMPARED}`;

type Candidate = SimilarTicket & { category: Category; what: string; place: string | null };

/** Best first, at most three; only the masked summary of another's ticket leaves here. */
export async function findSimilar(
  database: Queryable,
  told: Account,
  { fillers, now }: { fillers: readonly Phrase[]; now: Date },
): Promise<SimilarTicket[]> {
  const terms = termsOf(told.what, fillers);
  if (terms.size < FEWEST_TERMS) return [];
  const place = told.where === null ? null : termsOf(told.where, fillers);
  const { rows } = await database.query<Candidate>(CANDIDATES, [
    new Date(now.getTime() - DAYS * DAY_MS),
    told.except ?? null,
    told.agencyId,
  ]);
  return rows
    .map((row) => ({ row, alike: alikeness(row) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST)
    .map(({ row: { code, summary, openedAt } }) => ({ code, summary, openedAt }));

  function alikeness(row: Candidate): number {
    const places = place === null || row.place === null ? null : overlap(place, termsOf(row.place, fillers));
    // Two places that have nothing in common: two things, however alike they are told.
    if (places === 0) return 0;
    if (row.category !== told.category && places === null) return 0;
    return overlap(terms, termsOf(row.what, fillers));
  }
}

/** Folded words and pairs of neighbours, without fillers. */
function termsOf(text: string, fillers: readonly Phrase[]): ReadonlySet<string> {
  const tokens = tokenise(text);
  const filling = new Set<number>();
  for (const filler of fillers)
    for (const [start, end] of occurrences(tokens, filler))
      for (let at = start; at < end; at++) filling.add(at);
  const terms = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    if (filling.has(at)) continue;
    terms.add(fold(token));
    if (at > 0 && !filling.has(at - 1)) terms.add(pairTerm(tokens[at - 1]!, token));
  }
  return terms;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  if (least === 0) return 0;
  let both = 0;
  for (const term of one) if (other.has(term)) both++;
  return both / least;
}
