// The body of an upload: one raw file, or multipart with an `activity` part and `file` parts.

import { once } from 'node:events';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { z } from 'zod';
import { LARGEST_FILE_BYTES } from '../../attachments.ts';
import { MOST_FILES } from '../../complaints/form.ts';
import { TEXT_LIMIT } from './incoming.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

export interface Upload {
  files: { name: string; bytes: Buffer }[];
  text: string;
  clientActivityID: string | null;
  /** Easy words are wanted in answer. */
  easy: boolean;
}

const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';
const ACTIVITY_BYTES = 64 * 1024;
/** A body is read to its end, so that a browser still sending hears the answer; beyond this it is cut off. */
const DISCARD_BYTES = 2 * MOST_FILES * LARGEST_FILE_BYTES;

const Activity = z.object({
  text: z.string().max(TEXT_LIMIT).nullish(),
  channelData: z
    .object({ clientActivityID: z.string().min(1).max(200).nullish(), easy: z.unknown().optional() })
    .nullish(),
});

/** Reads files up to 10 MB each, five at most. Throws a Refusal for what cannot be taken. */
export async function readUpload(request: Request): Promise<Upload> {
  cutOff(request);
  const upload: Upload = { files: [], text: '', clientActivityID: null, easy: false };
  const faults: RefusalCode[] = [];
  if (request.is('multipart/form-data')) await readParts(request, upload, faults);
  else {
    const bytes = await collect(request, LARGEST_FILE_BYTES);
    if (bytes === null) faults.push('FileTooLarge');
    else upload.files.push({ name: rawName(request), bytes });
  }
  const [fault] = faults;
  if (fault !== undefined) throw new Refusal(fault);
  if (upload.files.length === 0 || upload.files.some(({ bytes }) => bytes.length === 0))
    throw new Refusal('BrokenFile');
  return upload;
}

/** Reads what nobody wants to its end. */
export async function discard(request: Request): Promise<void> {
  cutOff(request);
  request.resume();
  await new Promise((resolve) => request.once('error', resolve).once('close', resolve).once('end', resolve));
}

async function readParts(request: Request, upload: Upload, faults: RefusalCode[]): Promise<void> {
  const parts = partsOf(request);
  const reading: Promise<void>[] = [];
  parts.on('file', (field, stream, { filename, mimeType }) => {
    const read =
      field === 'activity' || mimeType === ACTIVITY_TYPE
        ? readActivity(stream, upload, faults)
        : readFile(stream, filename ?? '', upload, faults);
    reading.push(read.catch(() => void faults.push('BrokenFile')));
  });
  parts.on('field', (field, value) => {
    if (field === 'activity') takeActivity(value, upload, faults);
  });
  parts.on('filesLimit', () => faults.push('TooManyFiles'));
  // Who leaves half-way leaves nothing that waits.
  request.once('close', () => {
    if (!request.complete) parts.destroy(new Error('The upload was cut off'));
  });
  request.pipe(parts);
  await once(parts, 'close').catch((cause: unknown) => {
    request.unpipe(parts).resume();
    throw new Refusal('BadArgument', { cause });
  });
  await Promise.all(reading);
}

function partsOf(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      // File names of Viet Nam come as UTF-8, whatever the old standard says.
      defParamCharset: 'utf8',
      limits: {
        files: MOST_FILES + 1,
        fileSize: LARGEST_FILE_BYTES + 1,
        fields: 10,
        fieldSize: ACTIVITY_BYTES,
      },
    });
  } catch (cause) {
    throw new Refusal('BadArgument', { cause });
  }
}

async function readFile(
  stream: Readable,
  name: string,
  { files }: Upload,
  faults: RefusalCode[],
): Promise<void> {
  const bytes = await collect(stream, LARGEST_FILE_BYTES);
  if (bytes === null) faults.push('FileTooLarge');
  else if (files.length >= MOST_FILES) faults.push('TooManyFiles');
  else files.push({ name, bytes });
}

async function readActivity(stream: Readable, upload: Upload, faults: RefusalCode[]): Promise<void> {
  const bytes = await collect(stream, ACTIVITY_BYTES);
  if (bytes === null) faults.push('TooLarge');
  else takeActivity(bytes.toString('utf8'), upload, faults);
}

function takeActivity(json: string, upload: Upload, faults: RefusalCode[]): void {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return void faults.push('BadSyntax');
  }
  const parsed = Activity.safeParse(value);
  if (!parsed.success) return void faults.push('BadArgument');
  upload.text = parsed.data.text ?? '';
  upload.clientActivityID = parsed.data.channelData?.clientActivityID ?? null;
  upload.easy = parsed.data.channelData?.easy === true;
}

/** All bytes; null, with the rest read and thrown away, when there are more than `most`. */
async function collect(stream: Readable, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= most ? Buffer.concat(chunks) : null;
}

function cutOff(request: Request): void {
  let seen = 0;
  request.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > DISCARD_BYTES) request.destroy();
  });
  request.pause();
}

function rawName(request: Request): string {
  const header = request.get('content-disposition') ?? '';
  const encoded = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header)?.[1];
  try {
    if (encoded !== undefined) return decodeURIComponent(encoded);
  } catch {
    return '';
  }
  const plain = /filename\s*=\s*"?([^";]*)"?/i.exec(header)?.[1] ?? '';
  // Headers are read as Latin-1; what was sent is UTF-8.
  return Buffer.from(plain, 'latin1').toString('utf8');
}
