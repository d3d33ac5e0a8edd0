// What codes on a photo mean: a receipt's dossier code, an identity card, nothing; and that cards are never kept.

import { describe, expect, it } from 'vitest';
import type { AttachmentStore } from '../../bot/attachments.ts';
import { lookAtAll, sightOfCodes, withCode, withoutIdentityCards } from '../../bot/photos.ts';
import type { PhotoReader, PhotoSight } from '../../bot/ports.ts';

const CARD = '051201007788|212345678|Nguyễn Văn Tám|01021990|Nam|Thôn 2, Bình Sơn, Quảng Ngãi|05082021';
const CODE = 'H48.18-261102-0001';

describe('what codes on a photo mean', () => {
  it.each([
    ['the code alone', 'H48.18-261102-0001', CODE],
    ['an address with the code in it', 'https://dichvucong.gov.vn/tra-cuu?ma=H48.18-261102-0001', CODE],
    ['the old form', '000.00.18.H48-200625-0001', '000.00.18.H48-200625-0001'],
  ])('%s is a receipt', (_, text, code) => {
    expect(sightOfCodes(['893512345678', text])).toEqual({ kind: 'dossier', code });
  });

  it.each([
    ['a căn cước', CARD],
    ['one without an older number', CARD.replace('212345678', '')],
    ['one with another citizen number before', CARD.replace('212345678', '051301007788')],
    ['a newer one with more fields', `${CARD}||Nguyễn Văn Bảy|Trần Thị Chín`],
  ])('%s is an identity card, also beside a receipt', (_, card) => {
    expect(sightOfCodes([card])).toEqual({ kind: 'identity_card' });
    expect(sightOfCodes([CODE, card])).toEqual({ kind: 'identity_card' });
  });

  it.each([
    ['a day that does not exist', 'H48.18-261399-0001'],
    ['a payment', '00020101021238570010A00000072701270006970436'],
    ['some list with bars', '123|456|x|y'],
  ])('%s is nothing', (_, text) => {
    expect(sightOfCodes([text])).toEqual({ kind: 'nothing' });
  });

  it('the code stands behind the words, once', () => {
    expect(withCode('', CODE)).toBe(CODE);
    expect(withCode('hồ sơ này tới đâu', CODE)).toBe(`hồ sơ này tới đâu ${CODE}`);
    expect(withCode(`xem ${CODE}`, CODE)).toBe(`xem ${CODE}`);
  });
});

/** Sees on a photo what the photo says it shows. */
const literal: PhotoReader = { look: async (bytes) => JSON.parse(bytes.toString()) as PhotoSight };
const photo = (sight: PhotoSight) => Buffer.from(JSON.stringify(sight));

describe('several photos', () => {
  it('are looked at until a code is found, and to the end for a card', async () => {
    const nothing = photo({ kind: 'nothing' });
    const receipt = photo({ kind: 'dossier', code: CODE });
    const card = photo({ kind: 'identity_card' });
    expect(await lookAtAll(literal, [nothing, receipt, nothing])).toEqual({ kind: 'dossier', code: CODE });
    expect(await lookAtAll(literal, [receipt, card])).toEqual({ kind: 'identity_card' });
    expect(await lookAtAll(literal, [])).toEqual({ kind: 'nothing' });
  });
});

describe('a store without identity cards', () => {
  it('keeps everything else, and nothing of a card', async () => {
    const kept: Buffer[] = [];
    const store: AttachmentStore = {
      async keep({ bytes, name }) {
        kept.push(bytes);
        return { id: '1', name, type: 'image/jpeg' };
      },
      async forget() {},
      async forgetOf() {},
    };
    const guarded = withoutIdentityCards(store, literal);
    const keep = (sight: PhotoSight) =>
      guarded.keep({ conversationId: 'c', name: 'a.jpg', bytes: photo(sight), now: new Date(0) });
    expect(await keep({ kind: 'identity_card' })).toEqual({ fault: 'identity_card' });
    expect(kept).toEqual([]);
    expect(await keep({ kind: 'dossier', code: CODE })).toMatchObject({ id: '1' });
    expect(kept).toHaveLength(1);
  });
});
