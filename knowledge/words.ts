// Everyday words: the glossary an officer can mend, as rewrites (one sure meaning) and expansions (search for both).

import { readFileSync } from 'node:fs';
import { fold, tokenise } from './vietnamese.ts';

export interface GlossaryEntry {
  phrase: string;
  official: string;
  note: string;
  ambiguous: boolean;
}

/** Groups of the glossary whose entries are spellings of one word, not other names of a thing. */
const SPELLING_GROUPS = ['viết tắt', 'phương ngữ', 'teencode', 'lỗi chính tả', 'telex', 'vni'];
/** Those of them whose entries are no words at all. */
const SHORT_GROUPS = ['viết tắt', 'teencode'];

/**
 * Reads `phrase⇥official⇥note` lines without a header. A note that says "mơ hồ", or an official side with several
 * readings ("a / b"), marks the entry ambiguous: it widens a search and never replaces what was typed.
 */
export function parseGlossary(tsv: string): GlossaryEntry[] {
  return tsv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [phrase = '', official = '', note = ''] = line.split('\t');
      return { phrase, official, note, ambiguous: /mơ hồ|không thay/i.test(note) || / \/ /.test(official) };
    });
}

export interface Expansion {
  phrase: string;
  official: string;
  ambiguous: boolean;
  /** No word but short for one: "hk" may be "hộ khẩu" or "không". */
  short: boolean;
}

export interface Words {
  /** Spelling only: "mk mún đky" → "mình muốn đăng ký". Input and output are tokens. */
  rewrite(tokens: readonly string[]): string[];
  /** Official words for everyday ones that occur in the tokens, longest phrases first, none inside another. */
  expand(tokens: readonly string[]): Expansion[];
}

interface PhraseTable<Value> {
  /** By the first word: how many words the longest phrase has. Most words begin none, and every text is looked up whole. */
  longest: Map<string, number>;
  values: Map<string, Value>;
}

export function createWords(entries: readonly GlossaryEntry[]): Words {
  const rewrites: PhraseTable<string[]> = { longest: new Map(), values: new Map() };
  const expansions: PhraseTable<Expansion> = { longest: new Map(), values: new Map() };
  const compounds: PhraseTable<true> = { longest: new Map(), values: new Map() };
  for (const entry of entries) {
    const tokens = tokenise(entry.phrase);
    const isSpelling = isIn(SPELLING_GROUPS, entry);
    for (const compound of keptCompounds(entry.note)) put(compounds, compound, true);
    if (isSpelling && !entry.ambiguous)
      put(rewrites, tokens, tokenise(entry.official.replace(/\(.*?\)/g, '')));
    else {
      const { phrase, official, ambiguous } = entry;
      const value = { phrase, official, ambiguous, short: isIn(SHORT_GROUPS, entry) };
      put(expansions, tokens, value);
      const folded = tokens.map(fold);
      if (tokens.length > 1 && !expansions.values.has(folded.join(' '))) put(expansions, folded, value);
    }
  }
  return {
    rewrite: (tokens) => {
      // "cần chi" in "cần chi phí" would tear the compound apart.
      const longestUntilCompound = (at: number) => {
        const most = Math.min(tokens.length - at, rewrites.longest.get(tokens[at]!) ?? 0);
        let length = Math.min(1, most);
        while (length < most && longestAt(compounds, tokens, at + length) === null) length++;
        return longestAt(rewrites, tokens, at, length);
      };
      const out: string[] = [];
      for (let at = 0; at < tokens.length; ) {
        const protectedLength = longestAt(compounds, tokens, at)?.length ?? 0;
        const found = protectedLength === 0 ? longestUntilCompound(at) : null;
        if (found) out.push(...found.value);
        else out.push(...tokens.slice(at, at + Math.max(1, protectedLength)));
        at += found?.length ?? Math.max(1, protectedLength);
      }
      return out;
    },
    expand: (tokens) => {
      const out: Expansion[] = [];
      for (let at = 0; at < tokens.length; ) {
        const found = longestAt(expansions, tokens, at);
        if (found) out.push(found.value);
        at += found?.length ?? 1;
      }
      return out;
    },
  };
}

/** The glossary shipped in `catalogue/`. */
export function shippedWords(): Words {
  return createWords(
    parseGlossary(readFileSync(new URL('./catalogue/glossary.tsv', import.meta.url), 'utf8')),
  );
}

/** The glossary file as it is, for telling whether it has changed. */
export function shippedGlossaryText(): string {
  return readFileSync(new URL('./catalogue/glossary.tsv', import.meta.url), 'utf8');
}

function isIn(groups: readonly string[], { note }: GlossaryEntry): boolean {
  return groups.some((group) => note.toLowerCase().startsWith(group));
}

function put<Value>(table: PhraseTable<Value>, tokens: readonly string[], value: Value): void {
  if (tokens.length === 0) return;
  table.values.set(tokens.join(' '), value);
  const [first] = tokens as [string];
  table.longest.set(first, Math.max(table.longest.get(first) ?? 0, tokens.length));
}

function longestAt<Value>(
  table: PhraseTable<Value>,
  tokens: readonly string[],
  at: number,
  most = tokens.length - at,
): { value: Value; length: number } | null {
  for (let length = Math.min(table.longest.get(tokens[at]!) ?? 0, most); length > 0; length--) {
    const value = table.values.get(tokens.slice(at, at + length).join(' '));
    if (value !== undefined) return { value, length };
  }
  return null;
}

/** A note may name compounds in which the word keeps its meaning: giữ "chi phí, chi nhánh". */
function keptCompounds(note: string): string[][] {
  const quoted = /giữ\s+"([^"]+)"/.exec(note)?.[1];
  return quoted ? quoted.split(',').map(tokenise) : [];
}
