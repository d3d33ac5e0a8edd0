// States the fees of a record, and says so when the record does not settle them.

import type { Fee, Procedure, Submission } from './procedure.ts';
import { cutAtWord, sentences } from './vietnamese.ts';
import { VIETNAMESE, type Wording } from './wording.ts';

/** Amounts in đồng below this are most likely a unit mistake of the source ("700" for 700.000). */
const LEAST_PLAUSIBLE_DONG = 1000;
const LONGEST_FEE_TEXT = 600;
/** The note beside a fee often tells the amounts of the other cases. */
const SPEAKS_OF_MONEY = /\d\s*(?:đồng|đ(?!\p{L})|USD|%)/iu;

/**
 * Lines for the fees: one set when all ways of filing cost the same, else one line per way. An amount of 0 without
 * text is unsettled: the portal writes 0 for "free" and for "not entered" alike.
 */
export function feeLines({ submissions }: Procedure, wording: Wording = VIETNAMESE): string[] {
  const { said, channels } = wording;
  const ways = submissions
    .map((submission) => ({ submission, stated: statedFees(submission, said) }))
    .filter(({ stated }) => stated.length > 0);
  if (ways.length === 0) {
    const saysZero = submissions.some(({ fees }) => fees.some(({ amount }) => amount === 0));
    return [saysZero ? said.unsettledFee : said.noFee];
  }
  const distinct = new Set(ways.map(({ stated }) => fingerprint(stated)));
  // A way with a fee line that says nothing may cost something else: then what is stated is stated of its ways only.
  const silent = submissions.some(
    (submission) => submission.fees.length > 0 && statedFees(submission, said).length === 0,
  );
  if (distinct.size === 1 && !silent) return ways[0]!.stated;
  const seen = new Set<string>();
  return ways.flatMap(({ submission, stated }) => {
    const line = `${channels[submission.channel]}: ${stated.join('; ')}`;
    if (seen.has(line)) return [];
    seen.add(line);
    return [line];
  });
}

function statedFees({ fees, note }: Submission, said: Wording['said']): string[] {
  const stated = fees.map((fee) => statedFee(fee, said)).filter((line) => line !== null);
  const more = fees.length > 0 && note !== null ? amountsIn(note, stated.join('\n')) : null;
  return [...new Set(more === null ? stated : [...stated, more])];
}

/** Null when the fee line says nothing that could be repeated. */
function statedFee({ amount, currency, text }: Fee, said: Wording['said']): string | null {
  const words = text === null || !/\p{L}/u.test(text) ? null : shorten(text);
  if (amount === null || amount === 0) return words;
  const figure = `${amount.toLocaleString('vi-VN')} ${currency === 'USD' ? 'USD' : 'đồng'}`;
  if (currency === 'VND' && amount < LEAST_PLAUSIBLE_DONG) return `${figure} (${words ?? said.oddFee})`;
  return words === null ? figure : `${figure} – ${words}`;
}

/** Sentences of a note that name amounts, without those that are stated already; null when there are none. */
function amountsIn(note: string, stated: string): string | null {
  const found = sentences(note).filter(
    (sentence) => SPEAKS_OF_MONEY.test(sentence) && !stated.includes(shorten(sentence)),
  );
  return found.length === 0 ? null : shorten(found.join('\n'));
}

function fingerprint(stated: readonly string[]): string {
  return stated.map((line) => line.replace(/[()\s.]+/g, ' ').trim()).join('|');
}

function shorten(text: string): string {
  const line = text
    .replace(/\s*\n+\s*/g, '; ')
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  return cutAtWord(line, LONGEST_FEE_TEXT);
}
