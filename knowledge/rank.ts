// Orders candidates by what the index cannot see: the act, the best single phrase, the level, the demand. Pure.

import { type Act, type ActPhrase, readActs } from './acts.ts';
import { type Features, silence } from './features.ts';
import { pairTerm, wordTerms } from './lexical.ts';
import type { Level } from './procedure.ts';
import type { Question } from './question.ts';
import { fold } from './vietnamese.ts';

/**
 * Weights of the evidence, in logits: the exponentials of two scores compare as the chances of the two procedures.
 * Learned by softmax regression on questions of our own (scripts/evaluation/sets), rounded, and checked on the
 * development questions; see docs/decisions/0005-ranking.md.
 */
export const WEIGHTS = {
  lexical: 10.4,
  dense: 10,
  phrase: 2.2,
  demand: 2.1,
  sameAct: 1.5,
  otherAct: -0.95,
  unaskedAct: -0.4,
  level: 0.5,
  /** Title words that were said, for a procedure for which nobody has written how people ask. */
  titleSaid: 8,
};

export interface Candidate {
  code: string;
  procedureId: string;
  /** Inner product of the question's and the document's term weights. */
  lexical: number;
  /** Cosine of the embeddings, 0 when there is none. */
  dense: number;
  features: RankingFeatures;
}

export interface Hit {
  code: string;
  procedureId: string;
  title: string;
  levels: readonly Level[];
  demand: number;
  /** In logits. */
  score: number;
  /** Chance that this procedure is meant, given that one of the hits is. */
  chance: number;
  /** Share of the question's weight that the document's words cover, 0 to 1. */
  coverage: number;
  /** How well the best title or alias fits as a whole, 0 to 1, and which one it is. */
  phrase: { fit: number; text: string };
  lexical: number;
  dense: number;
}

/** Features made ready for ranking; worth keeping, since making them costs more than using them. */
export interface RankingFeatures {
  described: Features;
  titleActs: ReadonlySet<Act>;
  /** From 0 to 1: see `silence`. */
  silence: number;
  /** Folded and different. */
  titleWords: readonly string[];
  phrases: { text: string; terms: readonly string[] }[];
}

export function rankingFeatures(described: Features, actPhrases: readonly ActPhrase[]): RankingFeatures {
  return {
    described,
    titleActs: readActs(actPhrases, (described.phrases[0] ?? '').split(' ')),
    silence: silence(described),
    titleWords: [...new Set((described.phrases[0] ?? '').split(' ').map((word) => oneCopy(fold(word))))],
    phrases: described.phrases.map((text) => ({ text, terms: phraseTerms(text) })),
  };
}

/** `idf` of a term unknown to the index must be that of a term in no document. */
export function rank(
  question: Question,
  candidates: readonly Candidate[],
  idf: (term: string) => number,
): Hit[] {
  const bestLexical = Math.max(...candidates.map(({ lexical }) => lexical), Number.EPSILON);
  const masses = massesOf(question.terms, idf);
  const sentences = question.sentences.map(({ share, terms }) => ({ share, masses: massesOf(terms, idf) }));
  const askedLevel = levelAsked(question.tokens);
  const hits = candidates
    .map((candidate): Hit => {
      const { code, procedureId, lexical, dense, features } = candidate;
      const { title, levels, demand } = features.described;
      const { coverage, phrase } = overlap(masses, sentences, features.phrases);
      const score =
        WEIGHTS.lexical * (lexical / bestLexical) +
        WEIGHTS.dense * dense +
        WEIGHTS.phrase * phrase.fit +
        WEIGHTS.demand * (demand / 3) +
        WEIGHTS.titleSaid * features.silence * titleSaid(question.terms, features.titleWords) +
        actScore(question.acts, features.titleActs) +
        (askedLevel === null ? 0 : WEIGHTS.level * (levels.includes(askedLevel) ? 1 : -1));
      return { code, procedureId, title, levels, demand, score, chance: 0, coverage, phrase, lexical, dense };
    })
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code));
  return withChances(hits);
}

/** Fills in the chances of hits that are ordered by score. */
export function withChances(hits: readonly Hit[]): Hit[] {
  const best = hits[0]?.score ?? 0;
  const total = hits.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return hits.map((hit) => ({ ...hit, chance: Math.exp(hit.score - best) / total }));
}

/** Every act but these two makes a procedure a special sibling of the plain one. */
const PLAIN_ACTS: ReadonlySet<Act> = new Set(['issue', 'recognise']);

function actScore(asked: ReadonlySet<Act>, titleActs: ReadonlySet<Act>): number {
  if ([...asked].some((act) => titleActs.has(act))) return WEIGHTS.sameAct;
  if ([...titleActs].every((act) => PLAIN_ACTS.has(act))) return 0;
  return asked.size > 0 ? WEIGHTS.otherAct : WEIGHTS.unaskedAct;
}

/** Share of the title's different words that the question says, each as far as it counts there. */
function titleSaid(terms: ReadonlyMap<string, number>, titleWords: readonly string[]): number {
  let said = 0;
  for (const word of titleWords) said += terms.get(word) ?? 0;
  return said / titleWords.length;
}

interface Masses {
  of: ReadonlyMap<string, number>;
  total: number;
}

function massesOf(terms: ReadonlyMap<string, number>, idf: (term: string) => number): Masses {
  const of = new Map<string, number>();
  let total = 0;
  for (const [term, weight] of terms) {
    const mass = weight * idf(term);
    of.set(term, mass);
    total += mass;
  }
  return { of, total };
}

/** A phrase fits as well as it fits its best sentence: most of a story is about something else. */
function overlap(
  masses: Masses,
  sentences: readonly { share: number; masses: Masses }[],
  phrases: RankingFeatures['phrases'],
): Pick<Hit, 'coverage' | 'phrase'> {
  let best = { fit: 0, text: phrases[0]?.text ?? '' };
  const seen = new Map<string, number>();
  for (const { text, terms } of phrases) {
    const known: string[] = [];
    for (const term of terms) {
      const mass = masses.of.get(term);
      if (mass === undefined) continue;
      known.push(term);
      seen.set(term, mass);
    }
    if (known.length === 0) continue;
    for (const { share, masses: own } of sentences) {
      const fit = share * fitOf(own, known, terms.length);
      if (fit > best.fit) best = { fit, text };
    }
  }
  let covered = 0;
  for (const mass of seen.values()) covered += mass;
  return { coverage: masses.total === 0 ? 0 : covered / masses.total, phrase: best };
}

/** Share of the sentence that the phrase says, times the root of the share of the phrase that the sentence says. */
function fitOf({ of, total }: Masses, terms: readonly string[], length: number): number {
  let shared = 0;
  let found = 0;
  for (const term of terms) {
    const mass = of.get(term);
    if (mass === undefined) continue;
    shared += mass;
    found++;
  }
  return total === 0 ? 0 : Math.min(1, shared / total) * Math.sqrt(found / length);
}

function phraseTerms(phrase: string): string[] {
  const tokens = phrase.split(' ');
  return tokens
    .flatMap((token, i) =>
      i === 0 ? wordTerms(token) : [...wordTerms(token), pairTerm(tokens[i - 1]!, token)],
    )
    .map(oneCopy);
}

/** The same few thousand terms recur in every alias: one string each instead of one per occurrence. */
const termCopies = new Map<string, string>();

function oneCopy(term: string): string {
  const known = termCopies.get(term);
  if (known !== undefined) return known;
  termCopies.set(term, term);
  return term;
}

const LEVEL_WORDS: readonly [Level, ReadonlySet<string>][] = [
  ['commune', new Set(['xã', 'phường', 'phuong', 'đặc_khu'])],
  ['province', new Set(['tỉnh', 'sở'])],
];

function levelAsked(tokens: readonly string[]): Level | null {
  const named = LEVEL_WORDS.filter(([, words]) => tokens.some((token) => words.has(token)));
  return named.length === 1 ? named[0]![0] : null;
}
