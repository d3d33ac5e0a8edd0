// Names of people, where something says that a name follows or the name itself leaves no doubt; and dates of birth.

import { type Finding, isCapitalised, type Readable, type Word, wordsOf } from './readable.ts';
import {
  AFTER_NAME,
  BREAKS_OFF,
  GIVEN_MIDDLES,
  listed,
  NO_NAME,
  PLACE_BEFORE,
  SURE_SURNAMES,
  SURNAMES,
} from './surnames.ts';

/** After these a name is expected. */
const ANNOUNCE =
  /(?<!\p{L})(?:ho (?:va )?ten(?: khai sinh| day du)?|ten(?: day du| that| goi| khai sinh)?|dung ten|mang ten|(?:toi|tui|em|minh|chau) (?:ten|la)|chu ho|nguoi (?:nop|nhan|khai|duoc uy quyen|lien he)|ky ten)(?: (?:la|cua (?:toi|tui|em|minh|con)|toi|tui|em|minh|con|chau|cu|moi|thanh))*[ :"“'(]{1,3}/dgu;
/** After these even one word is a name. */
const NAMES_ITSELF = /(?<!\p{L})(?:toi|tui|em|minh|chau|con (?:trai|gai)) ten(?: la)? /dgu;
/** These may stand before a name or before anything else. */
const ADDRESSING = listed(
  `ông bà anh chị cô chú bác cậu dì dượng thím mợ cháu em bé cụ vợ chồng mẹ ba cha má con bạn thầy`,
);
const OFFICES = new Set(['đồng chí', 'bí thư', 'chủ tịch', 'giám đốc', 'trưởng thôn']);
/** Between the word of address and the name: "con trai tên là …". */
const BETWEEN = new Set('trai gái dâu rể ruột nội ngoại là tên tôi tui em'.split(' '));

const BIRTH =
  /(?<!(?:khai|hoc|ve|thi|tuyen|phuc|hoi|ky|sat|san) )(?<!\p{L})(?:ngay(?: thang(?: nam)?)? sinh|sinh(?: vao)?(?: ngay)?(?: thang)?(?: nam)?|sn|ns|dob)(?: la)?[ :,]{1,3}(?<value>(?:ngay )?\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}| thang \d{1,2}(?:,? (?:nam )?\d{4})?|[/-]\d{1,2}(?![\d/-])))(?![\d/])/dgu;

export function findNames(read: Readable): Finding[] {
  const words = wordsOf(read);
  const capitals = words.filter(({ text }) => isCapitalised(text)).length;
  // Where everything is written with capitals they say nothing.
  const writesCapitals = capitals < words.length * 0.8 || words.length <= 4;
  const births = [...read.plain.matchAll(BIRTH)].map((match): Finding => {
    const [start, end] = match.indices?.groups?.value ?? [0, 0];
    return { kind: 'birth', start, end };
  });
  const announced = placesAfter(read, words, ANNOUNCE).map((at) =>
    nameAt(words, read, at, writesCapitals, 'announced'),
  );
  const addressed = words.flatMap((word, i) => {
    const weak = isWeak(word);
    if (!addresses(words, i)) return [];
    let at = i + 1;
    while (at < i + 4 && words[at] && BETWEEN.has(words[at]!.text.toLowerCase())) at++;
    const direct =
      words[at] !== undefined && /^ {1,2}$/.test(read.plain.slice(words[at - 1]!.end, words[at]!.start));
    return direct ? [nameAt(words, read, at, writesCapitals, weak ? 'weakly addressed' : 'addressed')] : [];
  });
  const given = placesAfter(read, words, NAMES_ITSELF).map((at) => givenNameAt(words, read, at));
  const alone = words.map((_, at) => nameAt(words, read, at, writesCapitals, 'alone'));
  return [...births, ...[...announced, ...addressed, ...given, ...alone].filter((name) => name !== null)];
}

/** Indexes of the words that follow directly on what the pattern finds. */
function placesAfter(read: Readable, words: readonly Word[], pattern: RegExp): number[] {
  const byStart = new Map(words.map(({ start }, index) => [start, index]));
  return [...read.plain.matchAll(pattern)].flatMap((match) => {
    const at = byStart.get(match.index + match[0].length);
    return at === undefined ? [] : [at];
  });
}

function addresses(words: readonly Word[], at: number): boolean {
  const [word, before] = [words[at]!, words[at - 1]];
  if (before && OFFICES.has(`${before.text} ${word.text}`.toLowerCase())) return true;
  // "bà con" are people in general.
  if (word.plain === 'con' && before?.plain === 'ba') return false;
  return isOneOf(ADDRESSING, word);
}

/** Typed without the marks it should have, so that it can be another word: "di", "co", "ban". */
function isWeak({ text, plain }: Word): boolean {
  return text.toLowerCase() === plain && !ADDRESSING.has(plain);
}

type Ground = 'announced' | 'addressed' | 'weakly addressed' | 'alone';

/** The name that begins with the word at `at`, if there is one on this ground. */
function nameAt(
  words: readonly Word[],
  read: Readable,
  at: number,
  writesCapitals: boolean,
  ground: Ground,
): Finding | null {
  const run = runFrom(words, read, at);
  const [first, second] = run;
  const previous = words[at - 1];
  const before =
    first && previous?.end === first.start - 1 && read.plain[previous.end] === ' ' ? previous : undefined;
  if (!first || (before && namesPlace(before))) return null;
  const length =
    writesCapitals && isCapitalised(first.text)
      ? capitalName(run, before, ground)
      : lowerName(run, ground, second);
  const last = run[length - 1];
  return last === undefined ? null : { kind: 'name', start: first.start, end: last.end };
}

/** "tôi tên Thảo, cho hỏi …": one word, where the name ends with it. */
function givenNameAt(words: readonly Word[], { plain }: Readable, at: number): Finding | null {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined || NO_NAME.has(word.text.toLowerCase()) || !isNamePart(word)) return null;
  const goesOn = next !== undefined && next.start === word.end + 1 && plain[word.end] === ' ';
  if (goesOn && isNamePart(next) && !(isCapitalised(word.text) && !isCapitalised(next.text))) return null;
  return { kind: 'name', start: word.start, end: word.end };
}

function namesPlace({ text, plain }: Word): boolean {
  return PLACE_BEFORE.has(plain) || PLACE_BEFORE.has(text.toLowerCase());
}

/** Up to six words with nothing but one space between them. */
function runFrom(words: readonly Word[], { plain }: Readable, at: number): Word[] {
  const run: Word[] = [];
  for (const word of words.slice(at, at + 6)) {
    const before = run.at(-1);
    if (before && !(word.start === before.end + 1 && plain[before.end] === ' ')) break;
    run.push(word);
  }
  return run;
}

/** How many words of the run are a name written with capitals; 0 for none. */
function capitalName(run: readonly Word[], before: Word | undefined, ground: Ground): number {
  let length = 0;
  for (const word of run.slice(0, 5)) {
    if (!isCapitalised(word.text) || (length > 0 && AFTER_NAME.has(word.text.toLowerCase()))) break;
    length++;
  }
  const [first, second, third] = run;
  if (!first || NO_NAME.has(first.text.toLowerCase())) return 0;
  const surname = isOneOf(SURNAMES, first);
  if (ground === 'alone') {
    if (length < 2 || !surname) return 0;
    const marked = [second, third].some((word) => word && /^(?:thị|văn|thi|van)$/iu.test(word.text));
    if (marked && length >= 3) return length;
    const inTitleCase = before !== undefined && isCapitalised(before.text) && before.end + 1 === first.start;
    return length >= 3 && isOneOf(SURE_SURNAMES, first) && !inTitleCase ? length : 0;
  }
  if (ground === 'weakly addressed' && (length < 2 || !surname)) return 0;
  // "ông A", "chị B" are nobody.
  if (length === 1)
    return ground === 'addressed' && first.text.length > 1 && second?.plain !== 'hung' ? 1 : 0;
  return length;
}

/** The same for a name typed like any other words: it needs a surname, and on weak ground more than that. */
function lowerName(run: readonly Word[], ground: Ground, second: Word | undefined): number {
  const [first] = run;
  if (!first || !second) return 0;
  const typedMarks = first.text.toLowerCase() !== first.plain;
  const middle = isOneOf(GIVEN_MIDDLES, second);
  const sure = isOneOf(SURE_SURNAMES, first);
  const telling = /^(?:thị|văn)$/iu.test(second.text) || (!typedMarks && /^thi$/iu.test(second.text) && sure);
  const begins = {
    alone: typedMarks && sure && telling && run.length >= 3,
    'weakly addressed': telling && sure,
    addressed:
      (telling && isOneOf(SURNAMES, first)) || (sure && (middle || (typedMarks && isNamePart(second)))),
    announced:
      (telling && isOneOf(SURNAMES, first)) || (sure && (middle || (typedMarks && isNamePart(second)))),
  }[ground];
  if (!begins) return 0;
  let length = telling || middle ? Math.min(3, run.length) : 2;
  while (length < Math.min(4, run.length) && isNamePart(run[length]!)) length++;
  return length;
}

function isNamePart(word: Word): boolean {
  return !BREAKS_OFF.has(word.text.toLowerCase()) && !BREAKS_OFF.has(word.plain);
}

/** With marks a word must be just that word; without, any that folds to it. */
function isOneOf(names: ReadonlySet<string>, { text, plain }: Word): boolean {
  return names.has(text.toLowerCase()) || (text.toLowerCase() === plain && names.has(`~${plain}`));
}
