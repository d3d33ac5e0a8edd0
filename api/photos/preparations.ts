// A photo made ready: for the reader of barcodes in one way after the other, the likeliest first, and for the look at its form.

import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { Picture } from './glyphs.ts';

/** A small file can unfold into a picture that fills the memory. */
const MOST_PIXELS = 60_000_000;
const USUAL_SIDE = 1_600;
const LARGE_SIDE = 2_600;
/** Enough for the zone of a card that fills half of the photo. */
const FORM_SIDE = 1_000;
/** How far a barcode may lean depends on how high it is; between these turns and the quarters any leans little enough. */
const TURNS = [-22, 22, -45];
const TABLE = '#808080';

/** Upright by its EXIF. */
export type Grey = { data: Buffer; info: OutputInfo };
type Prepare = (grey: Grey) => Sharp;

const usual: Prepare = (grey) => of(grey).resize(within(USUAL_SIDE)).normalise();
/** Light that falls from one side, or hardly any. */
const evened: Prepare = (grey) =>
  of(grey).resize(within(USUAL_SIDE)).clahe({ width: 100, height: 100, maxSlope: 5 });
/** Small pictures are drawn larger: their bars are hardly a pixel wide. */
const large: Prepare = (grey) =>
  of(grey)
    .resize({ width: LARGE_SIDE, height: LARGE_SIDE, fit: 'inside', kernel: 'cubic' })
    .normalise()
    .sharpen({ sigma: 2 });

/** Null for what is no photo. */
export async function uprightGrey(bytes: Buffer): Promise<Grey | null> {
  const source = sharp(bytes, { limitInputPixels: MOST_PIXELS });
  return drawn(source.rotate().flatten({ background: 'white' }).resize(within(LARGE_SIDE))).catch(() => null);
}

/** Grey pictures in the PGM format. Not `thoroughly`: the first two. */
export async function* preparations(
  upright: Grey,
  { thoroughly }: { thoroughly: boolean },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const plain = await drawn(usual(upright));
  yield pgm(plain);
  yield pgm(await drawn(evened(upright)));
  if (!thoroughly) return;
  for (const degrees of TURNS) yield pgm(await drawn(of(plain).rotate(degrees, { background: TABLE })));
  yield pgm(await drawn(large(upright)));
}

/** Small, and softened so that noise makes no spots. */
export async function viewOfForm(upright: Grey): Promise<Picture> {
  const { data, info } = await drawn(of(upright).resize(within(FORM_SIDE)).normalise().blur(0.8));
  return { data, width: info.width, height: info.height };
}

function drawn(picture: Sharp): Promise<Grey> {
  return picture.greyscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
}

function of({ data, info: { width, height } }: Grey): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

function within(side: number) {
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
}

function pgm({ data, info: { width, height } }: Grey): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]));
}
