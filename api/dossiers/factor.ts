// The second factor: the last digits of phone or identity number, kept as keyed hashes and compared in the same time whatever they are.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FactorSettings } from '../../bot/ports.ts';

/** Of one dossier; null where its source gives no such number. */
export interface FactorHashes {
  phoneHash: string | null;
  identityHash: string | null;
}

export interface Factor {
  readonly settings: Readonly<FactorSettings>;
  /** Numbers as their source writes them; one with fewer digits than are asked for gives no hash. */
  hashesOf(code: string, numbers: { phone: string | null; identity: string | null }): FactorHashes;
  /** Whether `given` is right; `hashes` null, where there is no dossier, takes as long and is false. */
  matches(code: string, given: string, hashes: FactorHashes | null): boolean;
}

/** What nothing hashes to. */
const NO_HASH = '0'.repeat(64);

/**
 * Few digits are soon tried through against a plain hash, so they are hashed under `key`, which stays out of the table,
 * and together with the code of their dossier.
 */
export function createFactor({ key, settings }: { key: string; settings: Readonly<FactorSettings> }): Factor {
  const { of, digits } = settings;

  function hashOf(code: string, kind: 'phone' | 'identity', last: string): string {
    return createHmac('sha256', key).update(`${kind} ${code} ${last}`).digest('hex');
  }

  function hashOfNumber(code: string, kind: 'phone' | 'identity', number: string | null): string | null {
    const plain = (number ?? '').replace(/\D/g, '');
    return plain.length < digits ? null : hashOf(code, kind, plain.slice(-digits));
  }

  return {
    settings,
    hashesOf: (code, { phone, identity }) => ({
      phoneHash: hashOfNumber(code, 'phone', phone),
      identityHash: hashOfNumber(code, 'identity', identity),
    }),
    matches(code, given, hashes) {
      const byPhone = isSame(hashOf(code, 'phone', given), hashes?.phoneHash);
      const byIdentity = isSame(hashOf(code, 'identity', given), hashes?.identityHash);
      return of === 'phone' ? byPhone : of === 'identity' ? byIdentity : byPhone || byIdentity;
    },
  };
}

function isSame(given: string, kept: string | null | undefined): boolean {
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(kept ?? NO_HASH, 'hex'));
}
