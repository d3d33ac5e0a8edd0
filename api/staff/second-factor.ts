// The second factor: six digits that change every thirty seconds, from a secret that is kept sealed.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { toString as toQr } from 'qrcode';

const ISSUER = 'TTPVHCC Quảng Ngãi';
const STEP_SECONDS = 30;
/** A clock of a phone may be this many steps off. */
const WINDOW = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export type SecondFactor = ReturnType<typeof createSecondFactor>;

/** `key` seals the secrets (AES-256-GCM): a list of the table alone gives none away. */
export function createSecondFactor({ key }: { key: string }) {
  const sealing = createHash('sha256').update(key).digest();

  /** What is stored; it opens for the same account only. */
  function seal(secret: string, staffId: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(staffId));
    return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  function open(sealed: string, staffId: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(staffId))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]).toString();
  }

  return {
    /** A new secret, sealed, and how an authenticator app takes it over. */
    async enrol({ id, username }: { id: string; username: string }): Promise<{
      sealed: string;
      otpauthUrl: string;
      qrSvg: string;
    }> {
      const secret = new Secret({ size: 20 });
      const otpauthUrl = new TOTP({ issuer: ISSUER, label: username, secret }).toString();
      const qrSvg = await toQr(otpauthUrl, { type: 'svg', errorCorrectionLevel: 'M' });
      return { sealed: seal(secret.base32, id), otpauthUrl, qrSvg };
    },

    /** The step (of thirty seconds since 1970) that the code belongs to, or null when it is none of now. */
    stepOf({
      code,
      sealed,
      staffId,
      now,
    }: {
      code: string;
      sealed: string;
      staffId: string;
      now: Date;
    }): number | null {
      const totp = new TOTP({ secret: Secret.fromBase32(open(sealed, staffId)) });
      const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
      return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
    },
  };
}
