// Mends a misspelt syllable when, and only when, it is no syllable we know and a known one is a common slip away.

/** Slips at the beginning of a syllable: how it was typed → how it may be meant, likeliest first. */
const BEGINNINGS: readonly [string, readonly string[]][] = [
  ['ngh', ['ng']],
  ['ng', ['ngh']],
  ['gh', ['g']],
  ['ch', ['tr']],
  ['tr', ['ch']],
  ['gi', ['d', 'v']],
  ['ph', ['f']],
  ['f', ['ph']],
  ['j', ['gi', 'd', 'ch']],
  ['z', ['d', 'gi', 'v']],
  ['w', ['qu', 'h']],
  ['q', ['qu']],
  ['k', ['c', 'kh', 'qu']],
  ['c', ['k', 'ch']],
  ['g', ['gh', 'ng']],
  ['d', ['gi', 'v']],
  ['v', ['d', 'gi']],
  ['s', ['x']],
  ['x', ['s']],
  ['l', ['n']],
  ['n', ['l']],
];

/** Slips at the end; n/ng, t/c and i/y are heard alike in Quảng Ngãi. */
const ENDINGS: readonly [string, readonly string[]][] = [
  ['ng', ['n', 'nh']],
  ['nh', ['n', 'ng']],
  ['ck', ['ch', 'c']],
  ['n', ['ng', 'nh']],
  ['t', ['c', 'ch']],
  ['c', ['t', 'ch']],
  ['g', ['ng']],
  ['h', ['nh', 'ch']],
  ['k', ['ch', 'c']],
  ['p', ['ph']],
  ['i', ['y']],
  ['y', ['i']],
  ['iu', ['ieu']],
  ['im', ['iem']],
  ['in', ['ien']],
  ['em', ['iem']],
  ['um', ['uom']],
  ['un', ['uon', 'uong']],
];

/** Letters that Telex leaves behind when the keyboard was off: tones at the end, doubled vowels, w. */
const TELEX_TONE = /[sfrxj]$/;

/**
 * The known folded syllable that `typed` (folded, lower case) most likely means, or null. `known` holds folded
 * syllables; a known one is never changed, since it may be meant.
 */
export function mendSyllable(typed: string, known: ReadonlySet<string>): string | null {
  if (typed.length < 2 || known.has(typed) || !/^[a-z]+$/.test(typed)) return null;
  return candidates(typed).find((candidate) => candidate !== typed && known.has(candidate)) ?? null;
}

function candidates(typed: string): string[] {
  const calm = typed.replace(/(.)\1{2,}/g, '$1');
  const telex = withoutTelex(calm);
  const swapped = [calm, telex].flatMap((form) => [
    ...swaps(form, BEGINNINGS, (text, slip) => text.startsWith(slip), replaceBeginning),
    ...swaps(form, ENDINGS, (text, slip) => text.endsWith(slip), replaceEnding),
  ]);
  return [calm, telex, ...swapped];
}

function swaps(
  form: string,
  table: readonly [string, readonly string[]][],
  fits: (text: string, slip: string) => boolean,
  replace: (text: string, slip: string, meant: string) => string,
): string[] {
  return table
    .filter(([slip]) => fits(form, slip))
    .flatMap(([slip, meant]) => meant.map((to) => replace(form, slip, to)));
}

function replaceBeginning(text: string, slip: string, meant: string): string {
  return meant + text.slice(slip.length);
}

function replaceEnding(text: string, slip: string, meant: string): string {
  return text.slice(0, -slip.length) + meant;
}

function withoutTelex(typed: string): string {
  return typed
    .replace(/dd/g, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/w/g, '')
    .replace(TELEX_TONE, '');
}
