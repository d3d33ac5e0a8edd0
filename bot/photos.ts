// What the codes on a photo say: a receipt with its dossier code, an identity card that nobody shall keep, or nothing for us.

import type { AttachmentStore } from './attachments.ts';
import { findDossierCode } from './entities.ts';
import type { PhotoReader, PhotoSight } from './ports.ts';

/** The QR of a căn cước: its number, the older number or nothing, a name, a day of birth, each behind a bar. */
const IDENTITY_CARD = /^\d{12}\|(?:\d{9}|\d{12})?\|[^|]+\|\d{8}\|/u;

/** One identity card among the codes outweighs everything else. */
export function sightOfCodes(codes: readonly string[]): PhotoSight {
  if (codes.some((code) => IDENTITY_CARD.test(code.trim()))) return { kind: 'identity_card' };
  for (const code of codes) {
    const found = findDossierCode(code);
    if (found !== null) return { kind: 'dossier', code: found };
  }
  return { kind: 'nothing' };
}

/** What a citizen said together with the code on the photo, as if both had been typed. */
export function withCode(text: string, code: string): string {
  return text.includes(code) ? text : `${text} ${code}`.trim();
}

/** Looks at one photo after the other until one shows something, at all of them for an identity card. */
export async function lookAtAll(photos: PhotoReader, files: readonly Buffer[]): Promise<PhotoSight> {
  let seen: PhotoSight = { kind: 'nothing' };
  for (const bytes of files) {
    const sight = await photos.look(bytes, { thoroughly: seen.kind === 'nothing' });
    if (sight.kind === 'identity_card') return sight;
    if (seen.kind === 'nothing') seen = sight;
  }
  return seen;
}

/** The store, but photos of identity cards are refused before anything of them is kept. */
export function withoutIdentityCards(store: AttachmentStore, photos: PhotoReader): AttachmentStore {
  return {
    ...store,
    async keep(input) {
      const sight = await photos.look(input.bytes, { thoroughly: false });
      return sight.kind === 'identity_card' ? { fault: 'identity_card' } : store.keep(input);
    },
  };
}
