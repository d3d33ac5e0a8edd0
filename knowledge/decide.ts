// One procedure, a question back, or none: what the ranked hits allow to say.

import type { Hit } from './rank.ts';
import { fold } from './vietnamese.ts';

export const MOST_CHOICES = 5;

/**
 * Weight of the shared words times the share of the question that they are: below this, the words of the question are
 * hardly those of any procedure.
 */
const LEAST_EVIDENCE = 7;
/** From this chance on, one procedure is answered; below, asking back costs less than being wrong. */
const SURE = 0.55;
/** A rival is offered when its chance is at least this share of the best one's. */
const RIVAL = 0.2;
/** A variant by level is named beside the best when its chance is at least this share of the best one's. */
const VARIANT = 0.1;

export type Decision =
  /** `confidence`: chance that the procedure, in one of its variants, is the one that was meant. */
  | { kind: 'one'; hit: Hit; variants: readonly Hit[]; confidence: number }
  | { kind: 'choices'; hits: readonly Hit[]; confidence: number }
  | { kind: 'none' };

export function decide(hits: readonly Hit[]): Decision {
  const [best, ...others] = hits;
  if (!best || best.lexical * best.coverage < LEAST_EVIDENCE) return { kind: 'none' };
  const family = others.filter((hit) => sameFamily(best, hit));
  const confidence = family.reduce((sum, { chance }) => sum + chance, best.chance);
  const rivals = others.filter((hit) => hit.chance >= RIVAL * best.chance && !family.includes(hit));
  if (confidence >= SURE || rivals.length === 0) {
    const variants = family.filter(({ chance }) => chance >= VARIANT * best.chance);
    return { kind: 'one', hit: best, variants, confidence };
  }
  return { kind: 'choices', hits: [best, ...rivals].slice(0, MOST_CHOICES), confidence };
}

/** Variants of one procedure differ only in the level their titles name. */
export function sameFamily(a: Hit, b: Hit): boolean {
  return familyKey(a.title) === familyKey(b.title);
}

function familyKey(title: string): string {
  return fold(title.toLowerCase())
    .replace(
      /\bthu tuc\b|\((?:thuc hien (?:tai|o) )?(?:cap|tai) [^)]*\)|\b(?:thuc hien )?(?:tai|o|-)? ?cap (?:tinh|xa|huyen|trung uong)\b/g,
      ' ',
    )
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
