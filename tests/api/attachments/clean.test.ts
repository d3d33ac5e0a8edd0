// What is left of a file: its picture and nothing else; its type by content and not by name.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type CleanFile, cleanFile } from '../../../api/attachments/clean.ts';
import { PDF, picture, tellingPhoto } from '../../support/pictures.ts';

const cleaned = async (bytes: Buffer) => (await cleanFile(bytes)) as CleanFile;

describe('a cleaned file', () => {
  it('has lost everything hidden in a photo', async () => {
    const photo = await tellingPhoto();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    expect(photo.includes('0912345678')).toBe(true);
    const { bytes, type } = await cleaned(photo);
    const { exif, format, width, height } = await sharp(bytes).metadata();
    expect([type, exif, format, width, height]).toEqual(['image/jpeg', undefined, 'jpeg', 80, 40]);
    for (const hidden of ['0912345678', 'Tam', 'script', 'GPS', 'Exif'])
      expect(bytes.includes(hidden), hidden).toBe(false);
  });

  it('stands upright without the note that said how to turn it', async () => {
    const { bytes } = await cleaned(await tellingPhoto({ orientation: 6 }));
    const { width, height, orientation } = await sharp(bytes).metadata();
    expect([width, height, orientation]).toEqual([40, 80, undefined]);
  });

  it('is no larger than an officer needs', async () => {
    const { bytes } = await cleaned(await tellingPhoto({ width: 5_000, height: 1_000 }));
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 2_560, height: 512 });
  });

  it.each([
    ['png', 'image/png'],
    ['webp', 'image/jpeg'],
    ['avif', 'image/jpeg'],
  ] as const)('is painted anew from %s', async (format, type) => {
    expect((await cleaned(await picture(format))).type).toBe(type);
  });

  it('is the same PDF', async () => {
    expect(await cleaned(PDF)).toEqual({ bytes: PDF, type: 'application/pdf', extension: 'pdf' });
  });

  it.each([
    ['a program', Buffer.from('MZ\x90\0this is a program'), 'unknown_type'],
    ['text', Buffer.from('chỉ là chữ'), 'unknown_type'],
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'unknown_type'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unknown_type'],
    ['nothing', Buffer.alloc(0), 'unknown_type'],
    ['a photo cut off', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), 'broken'],
  ])('is not made of %s', async (_, bytes, fault) => {
    expect(await cleanFile(bytes)).toEqual({ fault });
  });

  it('is not made of an animation, and not of a picture that would fill the memory', async () => {
    expect(await cleanFile(await picture('gif'))).toEqual({ fault: 'unknown_type' });
    const huge = await sharp({ create: { width: 10_000, height: 7_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(await cleanFile(huge)).toEqual({ fault: 'too_many_pixels' });
  });
});
