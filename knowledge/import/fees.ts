// Amounts and currencies of fees as the national portal writes them.

import type { Fee } from '../procedure.ts';
import { tidyOrNull } from './tidy.ts';

/** The smallest amount in đồng that can be a fee. The portal also holds 20 for "20.000 đồng/tờ khai", or 50 for 50 USD without saying so. */
const LEAST_DONG = 1000;

/**
 * One fee line. 0 stays 0 (which is not "free", see `Fee`). An amount below 1,000 đồng is a slip of the source: it is
 * dropped, the text beside it stays; unless that text names the same number in USD.
 */
export function feeOf(source: {
  kind: Fee['kind'];
  amount: number | null;
  currency: Fee['currency'] | null;
  text: string | null | undefined;
}): Fee {
  const text = tidyOrNull(source.text);
  const currency = source.currency ?? (inDollars(source.amount, text) ? 'USD' : 'VND');
  const slip =
    currency === 'VND' && source.amount !== null && source.amount > 0 && source.amount < LEAST_DONG;
  return { kind: source.kind, amount: slip ? null : source.amount, currency, text };
}

function inDollars(amount: number | null, text: string | null): boolean {
  if (amount === null || amount <= 0 || text === null) return false;
  return [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*(?:USD|đô la)/giu)].some(
    (match) => Number(match[1]!.replace(',', '.')) === amount,
  );
}
