// One procedure, a question back, or none: what the ranked hits allow to say.

import type { Hit } from './rank.ts';
import { fold } from './vietnamese.ts';

export const MOST_CHOICES = 5;

/**
 * Weight of the shared words times the share of the question that they are: below this, the words of the question are
 * hardly those of any procedure.
 */
const LEAST_EVIDENCE = 8;
/** Scores this near are a tie. Variants of one procedure by level are named beside the best, from further away. */
const TIE = 0.02;
const VARIANT_TIE = 0.12;

export type Decision =
  | { kind: 'one'; hit: Hit; variants: readonly Hit[] }
  | { kind: 'choices'; hits: readonly Hit[] }
  | { kind: 'none' };

export function decide(hits: readonly Hit[]): Decision {
  const [best] = hits;
  if (!best || best.lexical * best.coverage < LEAST_EVIDENCE) return { kind: 'none' };
  const others = hits.filter((hit) => hit !== best);
  const rivals = others.filter((hit) => best.score - hit.score <= TIE && !sameFamily(best, hit));
  if (rivals.length > 0) return { kind: 'choices', hits: [best, ...rivals].slice(0, MOST_CHOICES) };
  const variants = others.filter((hit) => best.score - hit.score <= VARIANT_TIE && sameFamily(best, hit));
  return { kind: 'one', hit: best, variants };
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
