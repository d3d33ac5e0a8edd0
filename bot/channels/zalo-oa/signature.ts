// Whether a webhook body was sent by Zalo: the signature over the bytes as they came.

import { createHash, timingSafeEqual } from 'node:crypto';

/** Sources disagree which id leads and which secret closes the signed text, so every allowed pair is tried and told. */
export const SIGNATURE_VARIANTS = [
  'app-id/oa-secret',
  'app-id/app-secret',
  'oa-id/oa-secret',
  'oa-id/app-secret',
] as const;
export type SignatureVariant = (typeof SIGNATURE_VARIANTS)[number];

/** `accepted`: the variants that may sign; an id or secret that is not configured makes its variants useless. */
export interface SignatureSettings {
  appId: string;
  oaId: string;
  oaSecret: string | null;
  appSecret: string | null;
  accepted: readonly SignatureVariant[];
}

export type CheckSignature = (
  raw: Buffer,
  timestamp: string,
  header: string | undefined,
) => SignatureVariant | null;

/**
 * The check of `X-ZEvent-Signature: mac=<hex of sha256(id + raw body + timestamp + secret)>`, a plain hash. `timestamp`
 * is the body's own. Throws when no secret is there to check with: an open door must not be built by omission.
 */
export function createSignatureCheck(settings: SignatureSettings): CheckSignature {
  const ids = { 'app-id': settings.appId, 'oa-id': settings.oaId };
  const secrets = { 'oa-secret': settings.oaSecret, 'app-secret': settings.appSecret };
  const usable = settings.accepted.flatMap((variant) => {
    const [id, secret] = variant.split('/') as [keyof typeof ids, keyof typeof secrets];
    const key = secrets[secret];
    return key ? [{ variant, id: ids[id], key }] : [];
  });
  if (usable.length === 0) throw new Error('No secret is configured that could sign a webhook of Zalo');
  return (raw, timestamp, header) => {
    const given = Buffer.from(/^(?:mac=)?([0-9a-f]{64})$/.exec(header ?? '')?.[1] ?? '', 'hex');
    if (given.length !== 32) return null;
    let found: SignatureVariant | null = null;
    // All are computed whichever fits, so that the time tells nothing.
    for (const { variant, id, key } of usable) {
      const expected = createHash('sha256').update(id).update(raw).update(timestamp).update(key).digest();
      if (timingSafeEqual(given, expected)) found ??= variant;
    }
    return found;
  };
}
