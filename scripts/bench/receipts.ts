// How many made-up photos of receipts are read, by kind of code and by what spoils them, and how long that takes.

import { performance } from 'node:perf_hooks';
import { createPhotoReader } from '../../api/photos/photo-reader.ts';
import { type Figure, type Measurement, percentage, percentile } from './figures.ts';
import { CONDITIONS, type Condition, receiptPhoto, SYMBOLOGIES, type Symbology } from './receipt-photos.ts';

const PHOTOS_OF_A_KIND = 8;

export async function measureReceipts(): Promise<Measurement> {
  const photos = createPhotoReader();
  const conditions = Object.keys(CONDITIONS) as Condition[];
  const figures: Figure[] = [];
  try {
    // The program that reads is loaded with the first photo.
    await photos.look(await receiptPhoto(codeOf(0), 'QRCode'), { thoroughly: true });
    for (const symbology of SYMBOLOGIES)
      for (const condition of conditions) figures.push(...(await measureKind(symbology, condition)));
  } finally {
    await photos.close();
  }
  return {
    about: `${PHOTOS_OF_A_KIND} made-up photos of each kind; read: the code of the receipt and no other`,
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
}

function codeOf(seed: number): string {
  return `H48.${18 + seed}-26110${seed + 1}-${String(4711 * (seed + 1)).slice(-4)}`;
}
