// Codes read from made-up photos of receipts: turned, dim, small; and what is no photo shows nothing.

import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createPhotoReader } from '../../../api/photos/photo-reader.ts';
import type { PhotoSight } from '../../../bot/ports.ts';
import { PAGES, type PageKind } from '../../../scripts/bench/printed-pages.ts';
import {
  type Condition,
  photoOf,
  receiptPhoto,
  type Symbology,
} from '../../../scripts/bench/receipt-photos.ts';
import { PDF, tellingPhoto } from '../../support/pictures.ts';

const CODE = 'H48.18-261102-0001';
const CARD = '051201007788|212345678|Nguyễn Văn Tám|01021990|Nam|Thôn 2, Bình Sơn, Quảng Ngãi|05082021';
const NOTHING: PhotoSight = { kind: 'nothing' };

describe('the reader of photos', () => {
  const photos = createPhotoReader({ withinMs: 60_000 });
  afterAll(() => photos.close());

  it.each<[Symbology, Condition]>([
    ['QRCode', 'plain'],
    ['QRCode', 'rotated'],
    ['QRCode', 'blurred'],
    ['QRCode', 'all at once'],
    ['Code128', 'plain'],
    ['Code128', 'skewed'],
    ['Code128', 'dim'],
    ['Code128', 'noisy'],
    ['Code128', '640 px of its head'],
  ])('finds the %s of a receipt that is %s', async (symbology, condition) => {
    const bytes = await receiptPhoto(CODE, symbology, { condition });
    expect(await photos.look(bytes, { thoroughly: true })).toEqual({ kind: 'dossier', code: CODE });
  });

  it('turns a barcode that stands askew, when it looks thoroughly', async () => {
    const bytes = await receiptPhoto(CODE, 'Code128', { condition: 'rotated', seed: 2 });
    expect(await photos.look(bytes, { thoroughly: false })).toEqual(NOTHING);
    expect(await photos.look(bytes, { thoroughly: true })).toEqual({ kind: 'dossier', code: CODE });
  });

  it('knows an identity card at a glance', async () => {
    const card = await receiptPhoto(CARD, 'QRCode');
    expect(await photos.look(card, { thoroughly: false })).toEqual({ kind: 'identity_card' });
  });

  it.each<[PageKind, Condition]>([
    ['card', 'plain'],
    ['card', 'skewed'],
    ['card', 'all at once'],
    ['passport', 'dim'],
    ['passport', '640 px of all of it'],
  ])('knows the lines for machines of a %s that is %s', async (kind, condition) => {
    const photo = await photoOf(PAGES[kind](), { condition });
    expect(await photos.look(photo, { thoroughly: false })).toEqual({ kind: 'identity_card' });
  });

  it.each([90, 180, 270])('knows a card that lies %s degrees round', async (degrees) => {
    const photo = await sharp(await photoOf(PAGES.card()))
      .rotate(degrees)
      .jpeg()
      .toBuffer();
    expect(await photos.look(photo, { thoroughly: false })).toEqual({ kind: 'identity_card' });
  });

  it.each<[PageKind, Condition]>([
    ['typed', 'plain'],
    ['dotted', 'noisy'],
    ['squares', 'plain'],
    ['squares', 'blurred'],
  ])('takes no %s page that is %s for a card', async (kind, condition) => {
    const photo = await photoOf(PAGES[kind](), { condition });
    expect(await photos.look(photo, { thoroughly: false })).toEqual(NOTHING);
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['a photo without a code', () => tellingPhoto({ width: 900, height: 600 })],
    ['half a photo', async () => (await receiptPhoto(CODE, 'QRCode')).subarray(0, 2_000)],
    ['a PDF', async () => PDF],
    ['no bytes', async () => Buffer.alloc(0)],
    [
      'more pixels than a camera has',
      () =>
        sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'white' } })
          .png()
          .toBuffer(),
    ],
  ])('sees nothing on %s', async (_, make) => {
    expect(await photos.look(await make(), { thoroughly: true })).toEqual(NOTHING);
  });

  it('reads several that come together, each for itself', async () => {
    const codes = ['H48.18-261102-0001', 'H48.19-261103-0002', 'H48.20-261104-0003'];
    const bytes = await Promise.all(codes.map((code) => receiptPhoto(code, 'QRCode')));
    const seen = await Promise.all(bytes.map((one) => photos.look(one, { thoroughly: true })));
    expect(seen).toEqual(codes.map((code) => ({ kind: 'dossier', code })));
  });
});
