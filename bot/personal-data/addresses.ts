// Where somebody lives: house number and street, alley, hamlet; and the plot of land with its sheet of the map.

import { type Finding, isCapitalised, type Readable, type Word, wordsOf } from './readable.ts';

const HOUSE = '\\d{1,4}[a-z]?(?:[/-]\\d{1,4}[a-z]?){0,3}(?![\\d\\p{L}])';
const STREET = '(?:duong|pho|dai lo|quoc lo|tinh lo)';
const ALLEY = '(?:hem|kiet|ngo|ngach)';
const HAMLET = '(?:thon|xom|ap|buon|to dan pho|tdp|khu pho|khoi pho|khu dan cu|kdc)';
const LIVES =
  '(?:dia chi(?: nha| lien he| thuong tru)?|d/c|nha(?: toi| tui| em)?(?: o)?|o(?: tai)?|cu tru(?: tai)?|thuong tru(?: tai)?|tam tru(?: tai)?|tru(?: tai)?|ngu(?: tai)?|que(?: quan)?)';

/** Where an address begins. What follows is read word by word, since names of streets have no fixed length. */
const BEGINNINGS: readonly RegExp[] = [
  new RegExp(`(?<!\\p{L})(?:so nha|nha so)[ :]{0,3}${HOUSE}`, 'gdu'),
  new RegExp(`(?<!\\p{L})${LIVES}[ :,]{1,3}(?<value>(?:so )?${HOUSE}(?=,? ${STREET} ))`, 'gdu'),
  new RegExp(`(?<!\\p{L})${LIVES}[ :,]{1,3}(?<value>(?:so )?${HOUSE}(?= [\\p{L}]))`, 'gdu'),
  new RegExp(
    `(?<![\\p{L}\\d/])(?:so )?${HOUSE}(?=,? ${STREET} (?!bo |sat |thuy |ho |ong |hang |dan sinh))`,
    'gdu',
  ),
  new RegExp(`(?<!\\p{L})${ALLEY} (?:so )?${HOUSE}`, 'gdu'),
  new RegExp(`(?<!\\p{L})${HAMLET} (?:so )?\\d{1,3}(?![\\d\\p{L}/])`, 'gdu'),
  new RegExp(`(?<!\\p{L})${LIVES}[ :,]{1,3}(?<value>(?:to|doi|khoi) \\d{1,3}(?![\\d\\p{L}/]))`, 'gdu'),
];
const FURTHER = new RegExp(
  `^[ ,\\-]{1,3}(?:(?:${ALLEY}|${HAMLET}|to|doi|khoi) (?:so )?${HOUSE}|(?:${STREET}|${HAMLET}) (?=\\p{L}))`,
  'u',
);
const HAMLET_NAME = new RegExp(`(?<!\\p{L})${HAMLET} (?=\\p{L})`, 'gdu');

/** A name of a street or hamlet typed in lower case ends before these. */
const ENDS = new Set(
  'xa phuong huyen quan tinh tp thanh thi tran muon can lam xin hoi bi co thi de nay do va gap la o tai thuoc cho dang da chua duoc khong ko k toi tui em minh con anh chi nha so'.split(
    ' ',
  ),
);

const PARCELS: readonly RegExp[] = [
  /(?<!\p{L})thua(?: dat)?(?: so)?[ :]{1,3}(?<value>\d{1,5}(?:[-/]\d{1,5})?)(?![\d\p{L}])/dgu,
  /(?<!\p{L})to ban do(?: dia chinh)?(?: so)?[ :]{1,3}(?<value>\d{1,5}(?:[-/]\d{1,5})?)(?![\d\p{L}])/dgu,
  /(?<!\p{L})thua[^\n]{1,30}? to(?: so)?[ :]{1,3}(?<value>\d{1,5})(?![\d\p{L}])/dgu,
  /(?<!\p{L})so (?:phat hanh|seri|serial)[ :]{1,3}(?:la )?(?<value>[a-z]{1,2} ?\d{6,8})(?!\d)/dgu,
];

export function findAddresses(read: Readable): Finding[] {
  const words = wordsOf(read);
  const addresses = BEGINNINGS.flatMap((pattern) =>
    [...read.plain.matchAll(pattern)].flatMap((match): Finding[] => {
      const [start, begun] = match.indices?.groups?.value ?? match.indices?.[0] ?? [0, 0];
      const named = endOfName(read, words, begun);
      const end = endOfAddress(read, words, named);
      const announcedOnly = pattern === BEGINNINGS[2] && named === begun;
      return announcedOnly ? [] : [{ kind: 'address', start, end }];
    }),
  );
  const hamlets = [...read.plain.matchAll(HAMLET_NAME)].flatMap((match): Finding[] => {
    const begun = match.index + match[0].length;
    const end = endOfCapitals(read, words, begun);
    return end === begun
      ? []
      : [{ kind: 'address', start: match.index, end: endOfAddress(read, words, end) }];
  });
  const parcels = PARCELS.flatMap((pattern) =>
    [...read.plain.matchAll(pattern)].map((match): Finding => {
      const [start, end] = match.indices?.groups?.value ?? [0, 0];
      return { kind: 'parcel', start, end };
    }),
  );
  // Of two that overlap the one that begins earlier, or else reaches further, is the address.
  const places = [...addresses, ...hamlets].sort((a, b) => a.start - b.start || b.end - a.end);
  return [...parcels, ...places];
}

/** Streets, alleys and hamlets that follow belong to the same address. */
function endOfAddress(read: Readable, words: readonly Word[], from: number): number {
  const further = FURTHER.exec(read.plain.slice(from));
  if (!further) return from;
  const begun = from + further[0].length;
  const capitals = endOfCapitals(read, words, begun);
  const end = /\d/.test(further[0]) || capitals > begun ? capitals : endOfLowerCase(read, words, begun);
  return end === begun && !/\d/.test(further[0]) ? from : endOfAddress(read, words, end);
}

/** Right after a house number only a name in capitals is the street's: "12 Lê Lợi". */
function endOfName(read: Readable, words: readonly Word[], from: number): number {
  const end = read.plain[from] === ' ' ? endOfCapitals(read, words, from + 1) : from;
  return end > from + 1 ? end : from;
}

function endOfCapitals(read: Readable, words: readonly Word[], from: number): number {
  return endOfRun(read, words, from, 4, (word) => isCapitalised(word.text) && !ENDS.has(word.plain));
}

function endOfLowerCase(read: Readable, words: readonly Word[], from: number): number {
  return endOfRun(read, words, from, 3, (word) => !ENDS.has(word.plain));
}

function endOfRun(
  { plain }: Readable,
  words: readonly Word[],
  from: number,
  most: number,
  belongs: (word: Word) => boolean,
): number {
  let end = from;
  let taken = 0;
  for (const word of words) {
    if (word.start < from) continue;
    const isNext = word.start === end || (taken > 0 && word.start === end + 1 && plain[end] === ' ');
    if (!isNext || taken === most || !belongs(word)) break;
    end = word.end;
    taken++;
  }
  return end;
}
