// How many made-up photos of receipts are read, and of identity cards refused, by what spoils them, and how long that takes.

import { performance } from 'node:perf_hooks';
import { createPhotoReader } from '../../api/photos/photo-reader.ts';
import { type Figure, type Measurement, percentage, percentile } from './figures.ts';
import { PAGES, type PageKind } from './printed-pages.ts';
import {
  CONDITIONS,
  type Condition,
  photoOf,
  receiptPhoto,
  SYMBOLOGIES,
  type Symbology,
} from './receipt-photos.ts';

const PHOTOS_OF_A_KIND = 8;
const conditions = Object.keys(CONDITIONS) as Condition[];
/** Conditions that leave the whole page on the photo. */
const WHOLE = conditions.filter((condition) => condition !== '640 px of its head');

export async function measureReceipts(): Promise<Measurement> {
  const photos = createPhotoReader();
  const figures: Figure[] = [];
  try {
    // The program that reads is loaded with the first photo.
    await photos.look(await receiptPhoto(codeOf(0), 'QRCode'), { thoroughly: true });
    for (const symbology of SYMBOLOGIES)
      for (const condition of conditions) figures.push(...(await measureKind(symbology, condition)));
    for (const kind of Object.keys(PAGES) as PageKind[])
      for (const condition of WHOLE) figures.push(await measurePage(kind, condition));
  } finally {
    await photos.close();
  }
  return {
    about: `${PHOTOS_OF_A_KIND} made-up photos of each kind; read: the code of the receipt and no other; refused: taken for an identity card or passport by its form`,
    figures,
  };

  async function measureKind(symbology: Symbology, condition: Condition): Promise<Figure[]> {
    const looks: { read: boolean; ms: number }[] = [];
    for (let seed = 0; seed < PHOTOS_OF_A_KIND; seed++) {
      const bytes = await receiptPhoto(codeOf(seed), symbology, { condition, seed });
      const began = performance.now();
      const sight = await photos.look(bytes, { thoroughly: true });
      const ms = performance.now() - began;
      looks.push({ read: sight.kind === 'dossier' && sight.code === codeOf(seed), ms });
    }
    const durations = looks.map(({ ms }) => ms);
    return [
      { name: `${symbology}, ${condition}: read`, value: percentage(looks, ({ read }) => read), unit: '%' },
      { name: `${symbology}, ${condition}: p50`, value: percentile(durations, 0.5), unit: 'ms' },
    ];
  }

  /** Cards and passports are to be refused, pages that look alike are not. */
  async function measurePage(kind: PageKind, condition: Condition): Promise<Figure> {
    const refused: boolean[] = [];
    for (let seed = 0; seed < PHOTOS_OF_A_KIND; seed++) {
      const bytes = await photoOf(PAGES[kind](), { condition, seed });
      refused.push((await photos.look(bytes, { thoroughly: false })).kind === 'identity_card');
    }
    return { name: `${kind}, ${condition}: refused`, value: percentage(refused, (was) => was), unit: '%' };
  }
}

function codeOf(seed: number): string {
  return `H48.${18 + seed}-26110${seed + 1}-${String(4711 * (seed + 1)).slice(-4)}`;
}
