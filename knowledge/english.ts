// English as foreigners and returnees type it: told from Vietnamese, and turned into the Vietnamese words that we search by.

import { readFileSync } from 'node:fs';
import { fold, normalise, tokenise } from './vietnamese.ts';

export const SPOKEN = ['vi', 'en'] as const;
export type Spoken = (typeof SPOKEN)[number];

export interface EnglishPhrase {
  english: string;
  vietnamese: string;
}

export interface English {
  /** The language of a message; null when it is too short or too mixed to tell ("ok", "visa?"). */
  spokenIn(text: string): Spoken | null;
  /** The message in Vietnamese words: phrases translated, filler left out, what is unknown kept as it is. */
  inVietnamese(text: string): string;
}

/** Reads `English⇥Vietnamese⇥field` lines; throws naming the line that lacks a side. */
export function parseEnglishPhrases(tsv: string): EnglishPhrase[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [english = '', vietnamese = ''] = line.split('\t');
    if (contentOf(english).length === 0 || tokenise(vietnamese).length === 0)
      throw new Error(`english.tsv line ${index + 1}: expected English, Vietnamese, field; got "${line}"`);
    return [{ english, vietnamese }];
  });
}

export function createEnglish(input: {
  phrases: readonly EnglishPhrase[];
  /** English words that say nothing of what is asked. */
  fillers: readonly string[];
  /** English words that are used in Vietnamese as well. */
  loans: readonly string[];
}): English {
  const translations = new Map(
    input.phrases.map(({ english, vietnamese }) => [englishKey(english), vietnamese]),
  );
  const longest = Math.max(1, ...input.phrases.map(({ english }) => contentOf(english).length));
  const fillers = new Set(input.fillers.map((filler) => keyOf(wordsOf(filler))));
  const loans = new Set(input.loans.map(stem));
  const known = new Set(
    [...translations.keys(), ...fillers, ...DETERMINERS].flatMap((key) => key.split(' ')),
  );

  function countsOf(text: string): { english: number; vietnamese: number } {
    const counts = { english: 0, vietnamese: 0 };
    for (const word of wordsOf(text)) {
      const isKnown = known.has(stem(word));
      const isMarked = fold(word) !== word;
      const mayBeVietnamese = isMarked || SYLLABLE.test(word);
      if (isKnown && !mayBeVietnamese && !loans.has(stem(word))) counts.english++;
      if (!isKnown && mayBeVietnamese) counts.vietnamese += isMarked ? MARKED : 1;
    }
    return counts;
  }

  return {
    spokenIn: (text) => {
      const { english, vietnamese } = countsOf(text);
      if (english > vietnamese) return 'en';
      return vietnamese > 0 ? 'vi' : null;
    },
    inVietnamese: (text) => {
      const words = contentOf(text);
      const out: string[] = [];
      for (let at = 0; at < words.length; ) {
        const length = longestAt(translations, words, at, longest);
        if (length > 0) out.push(translations.get(keyOf(words.slice(at, at + length)))!);
        else if (!fillers.has(stem(words[at]!))) out.push(words[at]!);
        at += Math.max(1, length);
      }
      return out.join(' ');
    },
  };
}

/** The phrases shipped in `catalogue/`. */
export function shippedEnglish(): English {
  return createEnglish({
    phrases: parseEnglishPhrases(readCatalogueFile('english.tsv')),
    fillers: listIn(readCatalogueFile('english-fillers.txt')),
    loans: listIn(readCatalogueFile('english-loans.txt')),
  });
}

/** How a Vietnamese syllable without marks can be spelt: what does not fit this is a word of another language, or a slip. */
const SYLLABLE = new RegExp(
  `^(?:${'ngh ng nh ch gh gi kh ph qu th tr b c d g h k l m n p r s t v x'.split(' ').join('|')})?(?:${[
    'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu',
    'i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu',
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot',
    'u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu',
    'uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu',
  ]
    .join(' ')
    .split(' ')
    .join('|')})$`,
);

/** Who types marks writes Vietnamese, though a name among English words may have some. */
const MARKED = 2;

function wordsOf(text: string): string[] {
  return tokenise(
    normalise(text)
      .replace(/[’']s\b/g, '')
      .replace(/[’']/g, ''),
  );
}

/** "my passport" and "the passport" are one phrase, and so are "we need" and "I need". */
const DETERMINERS: ReadonlySet<string> = new Set(
  'a an the my our your his her their this these those some any'.split(' '),
);
const PRONOUNS: ReadonlyMap<string, string> = new Map([
  ['we', 'i'],
  ['us', 'me'],
]);

function contentOf(text: string): string[] {
  return wordsOf(text).filter((word) => !DETERMINERS.has(word));
}

/** What a phrase is listed under. */
function keyOf(words: readonly string[]): string {
  return words.map((word) => stem(PRONOUNS.get(word) ?? word)).join(' ');
}

/** The key of a listed phrase: two phrases of one key would translate the same words. */
export function englishKey(english: string): string {
  return keyOf(contentOf(english));
}

/** Singular of a plural: "copies" → "copy", "papers" → "paper"; near enough to find a listed word by. */
function stem(word: string): string {
  if (/^[a-z]{2,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /^[a-z]{2,}[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function longestAt(
  translations: ReadonlyMap<string, string>,
  words: readonly string[],
  at: number,
  longest: number,
): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length--)
    if (translations.has(keyOf(words.slice(at, at + length)))) return length;
  return 0;
}

function listIn(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

function readCatalogueFile(name: string): string {
  return readFileSync(new URL(`./catalogue/${name}`, import.meta.url), 'utf8');
}
