// What a photo shows: the codes on it, read in a thread of their own, and the form of an identity card; nothing of it is kept.

import { sightOfCodes } from '../../bot/photos.ts';
import type { PhotoReader, PhotoSight } from '../../bot/ports.ts';
import { createBarcodeThread } from './barcode-thread.ts';
import { showsMachineReadableZone } from './machine-readable-zone.ts';
import { preparations, uprightGrey, viewOfForm } from './preparations.ts';

/** For a whole photo looked at thoroughly, for one way to look at it, and for those before it: a turn has 45 seconds. */
const PHOTO_WITHIN_MS = 8_000;
const PICTURE_WITHIN_MS = 4_000;
const LONGEST_WAIT_MS = 5_000;
const NOTHING: PhotoSight = { kind: 'nothing' };

/** The program that reads is loaded with the first photo. */
export function createPhotoReader({
  withinMs = PHOTO_WITHIN_MS,
}: {
  withinMs?: number;
} = {}): PhotoReader & { close(): Promise<void> } {
  const thread = createBarcodeThread({ withinMs: PICTURE_WITHIN_MS });
  let last: Promise<unknown> = Promise.resolve();

  async function read(bytes: Buffer, thoroughly: boolean): Promise<PhotoSight> {
    const until = performance.now() + (thoroughly ? withinMs : withinMs / 4);
    const upright = await uprightGrey(bytes);
    if (upright === null) return NOTHING;
    if (showsMachineReadableZone(await viewOfForm(upright))) return { kind: 'identity_card' };
    for await (const picture of preparations(upright, { thoroughly })) {
      const sight = sightOfCodes(await thread.read(picture));
      if (sight.kind !== 'nothing') return sight;
      if (performance.now() > until) break;
    }
    return NOTHING;
  }

  return {
    look(bytes, { thoroughly }) {
      const asked = performance.now();
      const isLate = () => performance.now() - asked > LONGEST_WAIT_MS;
      const look = last.then(() => (isLate() ? NOTHING : read(bytes, thoroughly))).catch(() => NOTHING);
      last = look;
      return look;
    },
    close: thread.close,
  };
}
