// Says fixed sentences otherwise: in another language, in easier words; all that is not in the table stays as it is.

type Sentence = string | ((part: string) => string);

/** Stands for the part of a sentence that is filled in. */
const SLOT = '\u0000';

interface Replacement {
  /** The shipped sentence as whole lines, with what is filled in as its first group. */
  pattern: RegExp;
  instead: string;
}

/** `others` by the keys of `shipped`, at any depth; sentences with a part that is filled in have one in both. */
export function sayingOtherwise<Shipped extends object>(
  shipped: Shipped,
  others: { [Key in keyof Shipped]?: unknown },
): (text: string) => string {
  const replacements = pairs(shipped, others)
    // Longest first, so that a sentence is never mended inside a longer one.
    .toSorted((a, b) => b.said.length - a.said.length)
    .map(({ said, instead }): Replacement => {
      const literal = said.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(SLOT, '(.+)');
      return { pattern: new RegExp(`(?<=^|\\n)${literal}(?=\\n|$)`, 'gu'), instead };
    });
  return (text) =>
    replacements.reduce(
      (said, { pattern, instead }) =>
        said.replace(pattern, (_, part: unknown) =>
          instead.replace(SLOT, () => (typeof part === 'string' ? part : '')),
        ),
      text,
    );
}

function pairs(shipped: unknown, others: unknown): { said: string; instead: string }[] {
  const [said, instead] = [written(shipped), written(others)];
  if (said !== null && instead !== null) return [{ said, instead }];
  if (!isTable(shipped) || !isTable(others)) return [];
  return Object.keys(others).flatMap((key) => pairs(shipped[key], others[key]));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(sentence: unknown): string | null {
  if (typeof sentence === 'function') return (sentence as Exclude<Sentence, string>)(SLOT);
  return typeof sentence === 'string' ? sentence : null;
}
