// A thread that reads QR and Code 128 from grey pictures. Plain JavaScript: a thread begins without our loader of TypeScript.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** @type {import('zxing-wasm/reader').ReaderOptions} */
const OPTIONS = { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 4, textMode: 'Plain' };

// Its program lies among our packages; left alone it would be fetched from elsewhere.
const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer } });

parentPort.on('message', async (picture) => {
  const found = await readBarcodes(picture, OPTIONS).catch(() => []);
  parentPort.postMessage(found.filter(({ isValid }) => isValid).map(({ text }) => text));
});
