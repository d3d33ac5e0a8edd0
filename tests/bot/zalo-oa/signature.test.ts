// The signature of Zalo's webhook: the vectors of the reference, every variant, and what must not pass.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSignatureCheck, SIGNATURE_VARIANTS } from '../../../bot/channels/zalo-oa/signature.ts';

const BODY =
  '{"app_id":"1234567890123456789","event_name":"user_send_text","timestamp":"1761912345678","sender":{"id":"2512523625412515000"},"recipient":{"id":"388613280878808645"},"message":{"msg_id":"96d3cdf3af150460909a","text":"Xin chào"}}';
const MAC = 'mac=111aa92a6f42801e4b6ee35c82adb707a97bb723a2da3bfb2bbf21a9b2084fe0';
const settings = {
  appId: '1234567890123456789',
  oaId: '388613280878808645',
  oaSecret: 'test-oa-secret',
  appSecret: 'test-app-secret',
  accepted: SIGNATURE_VARIANTS,
};
const check = createSignatureCheck(settings);

describe('the signature of a webhook', () => {
  it('fits the vectors of the reference', () => {
    expect(Buffer.byteLength(BODY)).toBe(231);
    expect(check(Buffer.from(BODY), '1761912345678', MAC)).toBe('app-id/oa-secret');
    expect(check(Buffer.from(BODY), '1761912345678', MAC.slice(4))).toBe('app-id/oa-secret');
    const second = createSignatureCheck({ ...settings, appId: 'X', oaSecret: 'Y' });
    const mac = 'mac=2f1ef5aabe67e8396a459ca89562e108ad541f82ba5022c85f645bd6b7220cb9';
    expect(second(Buffer.from('BODY'), '1234567890', mac)).toBe('app-id/oa-secret');
  });

  it.each([
    ['app-id/app-secret', settings.appId, settings.appSecret],
    ['oa-id/oa-secret', settings.oaId, settings.oaSecret],
    ['oa-id/app-secret', settings.oaId, settings.appSecret],
  ] as const)('tells the variant %s, and refuses it where it is not accepted', (variant, id, secret) => {
    const mac = `mac=${createHash('sha256').update(`${id}${BODY}1${secret}`).digest('hex')}`;
    expect(check(Buffer.from(BODY), '1', mac)).toBe(variant);
    const strict = createSignatureCheck({ ...settings, accepted: ['app-id/oa-secret'] });
    expect(strict(Buffer.from(BODY), '1', mac)).toBeNull();
  });

  it('refuses another body, another time, a cut or missing header', () => {
    const raw = Buffer.from(BODY);
    expect(check(Buffer.from(BODY.replace('chào', 'chao')), '1761912345678', MAC)).toBeNull();
    // The same text in other bytes: re-encoded on the way.
    expect(check(Buffer.from(BODY.normalize('NFD')), '1761912345678', MAC)).toBeNull();
    expect(check(Buffer.from(JSON.stringify(JSON.parse(BODY), null, 1)), '1761912345678', MAC)).toBeNull();
    expect(check(raw, '1761912345679', MAC)).toBeNull();
    for (const header of [undefined, '', 'mac=', MAC.slice(0, -1), `${MAC}0`, MAC.toUpperCase()])
      expect(check(raw, '1761912345678', header)).toBeNull();
  });

  it('lets no made-up header pass', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
        (hex) => {
          fc.pre(hex !== MAC.slice(4));
          expect(check(Buffer.from(BODY), '1761912345678', `mac=${hex}`)).toBeNull();
        },
      ),
    );
  });

  it('is not built without a secret', () => {
    expect(() => createSignatureCheck({ ...settings, oaSecret: null, appSecret: null })).toThrow(/secret/i);
    expect(() =>
      createSignatureCheck({ ...settings, oaSecret: '', accepted: ['app-id/oa-secret'] }),
    ).toThrow();
  });
});
