// A file of procedures on its way in: written aside while it is read, and gone afterwards.

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Gathered, gather } from '../../knowledge/import/gather.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';
import { UnreadableFile } from '../../knowledge/import/unreadable-file.ts';
import { Problem } from '../problem.ts';

export const LARGEST_IMPORT_BYTES = 64 * 1024 * 1024;

/**
 * What is in the file, by the default scope of an import. Throws Problem `file_too_large`, or `unreadable_file` with
 * the reason under `errors`.
 */
export async function gatherUpload(body: Readable, { name }: { name: string }): Promise<Gathered> {
  const directory = await mkdtemp(join(tmpdir(), 'catalogue-'));
  try {
    const place = join(directory, 'catalogue');
    await pipeline(body, limited, createWriteStream(place, { mode: 0o600 }));
    const gathered = await gather({ files: [place], scope: DEFAULT_SCOPE });
    return { ...gathered, faults: gathered.faults.map((fault) => ({ ...fault, file: name })) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    // It names the file as the officer knows it.
    const message = error.message.replaceAll(join(directory, 'catalogue'), name);
    throw new Problem('unreadable_file', { more: { errors: [{ field: 'file', message }] }, cause: error });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > LARGEST_IMPORT_BYTES) throw new Problem('file_too_large');
    yield chunk;
  }
}
