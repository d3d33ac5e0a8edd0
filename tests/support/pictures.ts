// Small files for tests: photos with hidden data in them, a PDF, and things that only look like either.

import sharp from 'sharp';

const SECRET_COMMENT = 'nhà ông Tám, 0912345678';

/** A JPEG of the given size with EXIF (a place, an author) and bytes behind the picture. */
export async function tellingPhoto({ width = 80, height = 40, orientation = 1 } = {}): Promise<Buffer> {
  const photo = await sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .withExif({ IFD0: { Copyright: SECRET_COMMENT, Artist: 'Tam' }, IFD3: { GPSLatitude: '15/1 7/1 0/1' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();
  return Buffer.concat([photo, Buffer.from(`<script>${SECRET_COMMENT}</script>`)]);
}

export async function picture(format: 'png' | 'webp' | 'avif' | 'gif'): Promise<Buffer> {
  const canvas = sharp({
    create: { width: 30, height: 20, channels: 4, background: { r: 0, g: 90, b: 200, alpha: 0.5 } },
  });
  return canvas.toFormat(format).toBuffer();
}

export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n',
);
