// Reads the code of a receipt where the browser can: then the photo need not leave the telephone at all.

import { findDossierCode } from '../../entities.ts';

/** Of the Shape Detection API; browsers that have none send the photo, and the server looks. */
interface BarcodeDetector {
  detect(image: Blob): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: { new (options: { formats: string[] }): BarcodeDetector } | undefined;

const FORMATS = ['qr_code', 'code_128'];

/** The dossier code on a photo; null where the browser cannot look, or sees none. */
export async function codeOnPhoto(file: Blob): Promise<string | null> {
  if (typeof BarcodeDetector === 'undefined' || !file.type.startsWith('image/')) return null;
  const found = await new BarcodeDetector({ formats: FORMATS }).detect(file).catch(() => []);
  const codes = found.map(({ rawValue }) => findDossierCode(rawValue));
  return codes.find((code) => code !== null) ?? null;
}
