// Reads a file as UTF-8 text, unpacking gzip on the way, without holding more than a chunk of it.

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.ts';

/** Text of the file in pieces. Throws UnreadableFile for a damaged archive and for text that is not UTF-8. */
export async function* textOf(path: string, gzipped: boolean): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytesOf(path, gzipped)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw explained(path, error);
  }
}

/** Lines of the file, numbered from 1, without their line ends; empty lines are skipped but counted. */
export async function* linesOf(
  path: string,
  gzipped: boolean,
): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  let pieces: string[] = [];
  for await (const piece of textOf(path, gzipped)) {
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      pieces.push(piece.slice(start, end));
      start = end + 1;
      line += 1;
      const text = pieces.join('').trim();
      pieces = [];
      if (text !== '') yield { line, text };
    }
    if (start < piece.length) pieces.push(piece.slice(start));
  }
  const text = pieces.join('').trim();
  if (text !== '') yield { line: line + 1, text };
}

function bytesOf(path: string, gzipped: boolean): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  if (!gzipped) return file;
  const gunzip = createGunzip();
  pipeline(file, gunzip, () => {}); // the error reaches whoever reads `gunzip`
  return gunzip;
}

function explained(path: string, error: unknown): Error {
  if (!(error instanceof Error)) return new UnreadableFile(path, String(error));
  const code = 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR')
    return new UnreadableFile(path, 'tệp nén gzip bị cắt ngang, hãy tải lại', error);
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new UnreadableFile(path, 'tệp nén gzip bị hỏng', error);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new UnreadableFile(path, 'không phải văn bản UTF-8, hãy lưu lại với bảng mã UTF-8', error);
  }
  return error;
}
