// What is kept of a file: a photo painted anew, so that nothing hidden in it comes along; a PDF as it is.

import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { FileFault } from '../../bot/attachments.ts';

export interface CleanFile {
  bytes: Buffer;
  type: 'image/jpeg' | 'image/png' | 'application/pdf';
  extension: 'jpg' | 'png' | 'pdf';
}

const PHOTOS = new Set(['image/jpeg', 'image/webp', 'image/heic', 'image/heif', 'image/avif']);
const LONGEST_SIDE = 2_560;
/** A small file can unfold into a picture that fills the memory. */
const MOST_PIXELS = 60_000_000;
const JPEG_QUALITY = 84;

/** By content, whatever its name says. Photos lose EXIF, place, thumbnails and everything behind the picture. */
export async function cleanFile(bytes: Buffer): Promise<CleanFile | { fault: FileFault }> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  if (mime === 'application/pdf') return { bytes, type: mime, extension: 'pdf' };
  if (mime === 'image/png') return painted(bytes, 'image/png');
  return mime !== undefined && PHOTOS.has(mime) ? painted(bytes, 'image/jpeg') : { fault: 'unknown_type' };
}

async function painted(
  bytes: Buffer,
  type: 'image/jpeg' | 'image/png',
): Promise<CleanFile | { fault: FileFault }> {
  const source = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
  const size = await source.metadata().catch(() => null);
  // Photos of iPhones in a coding that no free decoder comes with.
  if (size === null || size.compression === 'hevc')
    return { fault: size === null ? 'broken' : 'unknown_type' };
  if (size.width * size.height > MOST_PIXELS) return { fault: 'too_many_pixels' };
  const upright = source
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  const painting =
    type === 'image/png'
      ? upright.png()
      : upright.flatten({ background: 'white' }).jpeg({ quality: JPEG_QUALITY });
  const picture = await painting.toBuffer().catch(() => null);
  if (picture === null) return { fault: 'broken' };
  return { bytes: picture, type, extension: type === 'image/png' ? 'png' : 'jpg' };
}
