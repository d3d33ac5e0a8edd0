// Photos of receipts as citizens take them, made up: a code as QR or Code 128 on a page of grey lines, then what spoils it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

export const SYMBOLOGIES = ['QRCode', 'Code128'] as const;
export type Symbology = (typeof SYMBOLOGIES)[number];

/** Width and height of the page in pixels, as A5 at about 210 dots an inch. */
const PAGE = { width: 1240, height: 1748 };
/** A QR of 26 mm with its quiet zone, a barcode of 74 mm. */
const SYMBOL_WIDTH: Readonly<Record<Symbology, number>> = { QRCode: 220, Code128: 620 };
/** Around the page lies a table of this grey. */
export const TABLE = { r: 96, g: 92, b: 88 };
const MARGIN = 130;
const SMALL = 640;
const QUALITY = 72;

/** What is done to the sharp picture of the page; `seed` differs from photo to photo. */
type Spoil = (page: Sharp, seed: number) => Promise<Sharp> | Sharp;

export const CONDITIONS = {
  plain: (page) => page,
  rotated: (page, seed) => turned(page, [7, -12, 20, -33, 90, 180, 41, -78][seed % 8]!),
  skewed: (page, seed) => {
    const lean = 0.12 + 0.06 * (seed % 3);
    return page.affine([1, seed % 2 === 0 ? lean : -lean, lean / 2, 1], { background: TABLE });
  },
  blurred: (page, seed) => page.blur(1.4 + 0.4 * (seed % 4)),
  dim: async (page, seed) => noisy(await shaded(page), 4, seed),
  noisy: (page, seed) => noisy(page, 24, seed),
  '640 px of its head': async (page) =>
    (await again(page.extract({ left: 90, top: 90, width: 920, height: 690 }))).resize({ width: SMALL }),
  '640 px of all of it': (page) => page.resize({ width: SMALL, height: SMALL, fit: 'inside' }),
  'all at once': async (page, seed) => {
    const tilted = await again(turned(page, [9, -14, 5][seed % 3]!));
    const dark = await shaded(tilted.resize({ width: 1_600, height: 1_600, fit: 'inside' }).blur(0.7));
    return noisy(dark, 6, seed);
  },
} as const satisfies Record<string, Spoil>;
export type Condition = keyof typeof CONDITIONS;

/** A JPEG. Text of any kind may be in the code, so that other papers can be made up as well. */
export async function receiptPhoto(
  text: string,
  symbology: Symbology,
  { condition = 'plain', seed = 0 }: { condition?: Condition; seed?: number } = {},
): Promise<Buffer> {
  return photoOf(await printed(text, symbology), { condition, seed });
}

/** A JPEG of a page that lies on the table. */
export async function photoOf(
  page: Sharp,
  { condition = 'plain', seed = 0 }: { condition?: Condition; seed?: number } = {},
): Promise<Buffer> {
  const spoilt = await CONDITIONS[condition](await again(page), seed);
  return spoilt.jpeg({ quality: QUALITY }).toBuffer();
}

async function printed(text: string, symbology: Symbology): Promise<Sharp> {
  const code = await symbol(text, symbology);
  const lines = Array.from({ length: 22 }, (_, line) => {
    const width = 620 + ((line * 317) % 380);
    return `<rect x="110" y="${560 + line * 50}" width="${width}" height="${line % 5 === 0 ? 20 : 12}" fill="#555"/>`;
  });
  const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}" height="${PAGE.height}">
    <rect width="100%" height="100%" fill="#f4f2ec"/>${lines.join('')}</svg>`;
  const page = await again(sharp(Buffer.from(paper)).composite([{ input: code, left: 110, top: 120 }]));
  return page.extend({ top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, background: TABLE });
}

async function symbol(text: string, symbology: Symbology): Promise<Buffer> {
  const { svg, error } = await (await writer())(text, { format: symbology, scale: 4, addQuietZones: true });
  if (error !== '') throw new Error(`No ${symbology} can be made: ${error}`);
  return sharp(Buffer.from(svg), { density: 144 })
    .flatten({ background: 'white' })
    .resize({ width: SYMBOL_WIDTH[symbology] })
    .png()
    .toBuffer();
}

let ready: Promise<typeof writeBarcode> | null = null;

/** Its program lies among our packages; left alone it would be fetched from elsewhere. */
function writer(): Promise<typeof writeBarcode> {
  ready ??= (async () => {
    const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
    const wasmBinary = new Uint8Array(readFileSync(path)).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    return writeBarcode;
  })();
  return ready;
}

/** Sharp puts operations in an order of its own, so each spoiling begins with a finished picture. */
async function again(picture: Sharp): Promise<Sharp> {
  return sharp(await picture.flatten({ background: TABLE }).png().toBuffer());
}

function turned(page: Sharp, degrees: number): Sharp {
  return page.rotate(degrees, { background: TABLE });
}

/** Little light, and less of it to the right. */
async function shaded(page: Sharp): Promise<Sharp> {
  const { data, info } = await page.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (let at = 0; at < data.length; at++) {
    const across = (Math.floor(at / channels) % width) / width;
    data[at] = 10 + data[at]! * (0.34 - 0.22 * across);
  }
  return sharp(data, { raw: { width, height, channels } });
}

/** The same noise for the same seed. */
async function noisy(page: Sharp, strength: number, seed: number): Promise<Sharp> {
  const { data, info } = await page.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let state = seed * 7919 + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let at = 0; at < data.length; at++) {
    const drawn = (random() + random() + random() - 1.5) * 2 * strength;
    data[at] = Math.max(0, Math.min(255, data[at]! + drawn));
  }
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } });
}
