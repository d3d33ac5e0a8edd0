// States the fees of a record, and says so when the record does not settle them.

import type { Fee, Procedure, Submission } from './procedure.ts';
import { cutAtWord } from './vietnamese.ts';
import { CHANNEL_NAMES, SAID } from './wording.ts';

/** Amounts in đồng below this are most likely a unit mistake of the source ("700" for 700.000). */
const LEAST_PLAUSIBLE_DONG = 1000;
const LONGEST_FEE_TEXT = 600;

/**
 * Lines for the fees: one set when all ways of filing cost the same, else one line per way. An amount of 0 without
 * text is unsettled: the portal writes 0 for "free" and for "not entered" alike.
 */
export function feeLines({ submissions }: Procedure): string[] {
  const ways = submissions
    .map((submission) => ({ submission, stated: statedFees(submission) }))
    .filter(({ stated }) => stated.length > 0);
  if (ways.length === 0) {
    const saysZero = submissions.some(({ fees }) => fees.some(({ amount }) => amount === 0));
    return [saysZero ? SAID.unsettledFee : SAID.noFee];
  }
  const distinct = new Set(ways.map(({ stated }) => fingerprint(stated)));
  // A way with a fee line that says nothing may cost something else: then what is stated is stated of its ways only.
  const silent = submissions.some(
    (submission) => submission.fees.length > 0 && statedFees(submission).length === 0,
  );
  if (distinct.size === 1 && !silent) return ways[0]!.stated;
  const seen = new Set<string>();
  return ways.flatMap(({ submission, stated }) => {
    const line = `${CHANNEL_NAMES[submission.channel]}: ${stated.join('; ')}`;
    if (seen.has(line)) return [];
    seen.add(line);
    return [line];
  });
}

function statedFees({ fees }: Submission): string[] {
  return [...new Set(fees.map(statedFee).filter((line) => line !== null))];
}

/** Null when the fee line says nothing that could be repeated. */
function statedFee({ amount, currency, text }: Fee): string | null {
  const words = text === null ? null : shorten(text);
  if (amount === null || amount === 0) return words;
  const figure = `${amount.toLocaleString('vi-VN')} ${currency === 'USD' ? 'USD' : 'đồng'}`;
  if (currency === 'VND' && amount < LEAST_PLAUSIBLE_DONG) return `${figure} (${words ?? SAID.oddFee})`;
  return words === null ? figure : `${figure} – ${words}`;
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
