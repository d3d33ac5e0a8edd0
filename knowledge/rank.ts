// Orders candidates by what the index cannot see: the act, the best single phrase, the level, the demand. Pure.

import { type ActPhrase, readActs } from './acts.ts';
import type { Features } from './features.ts';
import { pairTerm, wordTerms } from './lexical.ts';
import type { Level } from './procedure.ts';
import type { Question } from './question.ts';

/**
 * Weights beside the lexical score (which is 1 for the best candidate). Set by hand in coarse steps on the development
 * questions and checked by leaving each out; see docs/decisions/0005-ranking.md.
 */
export const WEIGHTS = {
  dense: 0.1,
  phrase: 0.3,
  sameAct: 0.05,
  otherAct: -0.1,
  unaskedAct: -0.04,
  demand: 0.1,
  level: 0.03,
};

export interface Candidate {
  code: string;
  procedureId: string;
  /** Inner product of the question's and the document's term weights. */
  lexical: number;
  /** Cosine of the embeddings, 0 when there is none. */
  dense: number;
  features: Features;
}

export interface Hit {
  code: string;
  procedureId: string;
  title: string;
  levels: readonly Level[];
  demand: number;
  score: number;
  /** Share of the question's weight that the document's words cover, 0 to 1. */
  coverage: number;
  /** How well the best title or alias fits as a whole, 0 to 1, and which one it is. */
  phrase: { fit: number; text: string };
  lexical: number;
  dense: number;
}

/** `idf` of a term unknown to the index must be that of a term in no document. */
export function rank(
  question: Question,
  candidates: readonly Candidate[],
  idf: (term: string) => number,
  actPhrases: readonly ActPhrase[],
): Hit[] {
  const bestLexical = Math.max(...candidates.map(({ lexical }) => lexical), Number.EPSILON);
  const mass = [...question.terms].reduce((sum, [term, weight]) => sum + weight * idf(term), 0);
  const askedLevel = levelAsked(question.tokens);
  return candidates
    .map((candidate): Hit => {
      const { code, procedureId, lexical, dense, features } = candidate;
      const phrase = bestPhrase(question, features.phrases, idf, mass);
      const score =
        lexical / bestLexical +
        WEIGHTS.dense * dense +
        WEIGHTS.phrase * phrase.fit +
        WEIGHTS.demand * (features.demand / 3) +
        actScore(question, features, actPhrases) +
        (askedLevel === null ? 0 : WEIGHTS.level * (features.levels.includes(askedLevel) ? 1 : -1));
      const coverage = covered(question, features.phrases, idf, mass);
      const { title, levels, demand } = features;
      return { code, procedureId, title, levels, demand, score, coverage, phrase, lexical, dense };
    })
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code));
}

/** Acts that make a procedure a special sibling of the plain one. */
function actScore(question: Question, { phrases }: Features, actPhrases: readonly ActPhrase[]): number {
  const acts = readActs(actPhrases, (phrases[0] ?? '').split(' '));
  const special = [...acts].some((act) => act !== 'issue' && act !== 'recognise');
  if ([...question.acts].some((act) => acts.has(act))) return WEIGHTS.sameAct;
  if (!special) return 0;
  return question.acts.size > 0 ? WEIGHTS.otherAct : WEIGHTS.unaskedAct;
}

function bestPhrase(
  question: Question,
  phrases: readonly string[],
  idf: (term: string) => number,
  mass: number,
): Hit['phrase'] {
  let best = { fit: 0, text: phrases[0] ?? '' };
  for (const text of phrases) {
    const terms = phraseTerms(text);
    let shared = 0;
    let found = 0;
    for (const term of terms) {
      const weight = question.terms.get(term);
      if (weight === undefined) continue;
      shared += weight * idf(term);
      found++;
    }
    const fit = mass === 0 ? 0 : (shared / mass) * Math.sqrt(found / terms.length);
    if (fit > best.fit) best = { fit, text };
  }
  return best;
}

function covered(
  question: Question,
  phrases: readonly string[],
  idf: (term: string) => number,
  mass: number,
): number {
  const terms = new Set(phrases.flatMap(phraseTerms));
  let found = 0;
  for (const [term, weight] of question.terms) if (terms.has(term)) found += weight * idf(term);
  return mass === 0 ? 0 : found / mass;
}

/** Splitting the same phrases at every question would be most of the work of ranking. */
const termsOfPhrase = new Map<string, string[]>();
const PHRASES_KEPT = 200_000;

function phraseTerms(phrase: string): string[] {
  const known = termsOfPhrase.get(phrase);
  if (known) return known;
  const tokens = phrase.split(' ');
  const terms = tokens.flatMap((token, i) =>
    i === 0 ? wordTerms(token) : [...wordTerms(token), pairTerm(tokens[i - 1]!, token)],
  );
  if (termsOfPhrase.size >= PHRASES_KEPT) termsOfPhrase.clear();
  termsOfPhrase.set(phrase, terms);
  return terms;
}

const LEVEL_WORDS: readonly [Level, ReadonlySet<string>][] = [
  ['commune', new Set(['xã', 'phường', 'phuong', 'đặc_khu'])],
  ['province', new Set(['tỉnh', 'sở'])],
];

function levelAsked(tokens: readonly string[]): Level | null {
  const named = LEVEL_WORDS.filter(([, words]) => tokens.some((token) => words.has(token)));
  return named.length === 1 ? named[0]![0] : null;
}
