// Keeps the thread that reads barcodes: begun with the first picture, ended when one takes too long.

import { Worker } from 'node:worker_threads';

/** Reads a picture in the PGM format; resolves to the texts of its codes, none when it takes too long or fails. */
export interface BarcodeThread {
  read(picture: Uint8Array<ArrayBuffer>): Promise<readonly string[]>;
  close(): Promise<void>;
}

const WORKER = new URL('./barcode-worker.mjs', import.meta.url);

/** Pictures are to be given one after the other. `withinMs` holds for each of them. */
export function createBarcodeThread({ withinMs }: { withinMs: number }): BarcodeThread {
  let worker: Worker | null = null;
  let closed = false;

  function start(): Worker {
    const begun = new Worker(WORKER, { execArgv: [] });
    // A process that has nothing else to do may end.
    begun.unref();
    return begun;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  return {
    read: (picture) =>
      new Promise((resolve) => {
        if (closed) return resolve([]);
        worker ??= start();
        const reading = worker;
        const timer = setTimeout(() => void end().then(() => finish([])), withinMs);
        const failed = () => void end().then(() => finish([]));
        function finish(texts: readonly string[]): void {
          clearTimeout(timer);
          reading.off('message', finish).off('error', failed).off('exit', failed);
          resolve(texts);
        }
        reading.on('message', finish).on('error', failed).on('exit', failed);
        reading.postMessage(picture, [picture.buffer]);
      }),
    async close() {
      closed = true;
      await end();
    },
  };
}
