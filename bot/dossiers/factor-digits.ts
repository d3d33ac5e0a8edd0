// The last digits of a number, read from a message as people type them; what is read here goes nowhere but to the registry.

import { fold, normalise } from '../../knowledge/vietnamese.ts';
import { codeSpans } from '../entities.ts';

export type FactorRead = { kind: 'given'; digits: string } | { kind: 'wrong_length' } | { kind: 'none' };

/** The shortest number that is a whole phone or identity number, of which the last digits count. */
const WHOLE_NUMBER = 9;
const RUN = /\d(?:[ .-]{0,2}\d)*/g;

/** The answer to being asked for `count` digits: "1234", "số cuối là 1 2 3 4", or the whole number. */
export function readFactor(text: string, count: number): FactorRead {
  const runs = runsOf(text);
  if (runs.length === 0) return { kind: 'none' };
  const exact = runs.filter((run) => run.length === count);
  const whole = runs.filter((run) => run.length >= WHOLE_NUMBER);
  const [only, ...more] = exact.length > 0 ? exact : whole;
  return only === undefined || more.length > 0
    ? { kind: 'wrong_length' }
    : { kind: 'given', digits: only.slice(-count) };
}

/** Those sent along with the code unasked; null unless they can hardly be anything else. */
export function readFactorBesideCode(text: string, count: number): string | null {
  const whole = runsOf(text).filter((run) => run.length >= WHOLE_NUMBER);
  if (whole.length === 1) return whole[0]!.slice(-count);
  const last = new RegExp(`\\b(?:so|chu so) cuoi\\D{0,40}?(?<!\\d)(\\d{${count}})(?!\\d)`);
  return last.exec(fold(normalise(withoutCodes(text))))?.[1] ?? null;
}

function runsOf(text: string): string[] {
  return (withoutCodes(text).match(RUN) ?? []).map((run) => run.replace(/\D/g, ''));
}

function withoutCodes(text: string): string {
  const plain = text.normalize('NFC');
  return codeSpans(plain).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)},${rest.slice(end)}`,
    plain,
  );
}
