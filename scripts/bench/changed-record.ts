// Copies a catalogue file of JSON lines with one record changed.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { linesOf } from '../../knowledge/import/text-stream.ts';

const ADDED = ' (tên mới)';

interface Line {
  code?: unknown;
  name?: unknown;
  title?: unknown;
  detail?: Line;
}

/** Writes `from` (plain, or gzip by its name) to `to` as gzip, the procedure of `code` under another title. Throws when it is not there. */
export async function changeRecord({
  from,
  to,
  code,
}: {
  from: string;
  to: string;
  code: string;
}): Promise<void> {
  let changed = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const { text } of linesOf(from, from.endsWith('.gz'))) {
      const isMeant = text.includes(code) && codeOf(text) === code;
      if (isMeant) changed += 1;
      yield `${isMeant ? retitled(text) : text}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(to));
  if (changed === 0) throw new Error(`No line of ${from} holds the record ${code}`);
}

function codeOf(text: string): unknown {
  const line = JSON.parse(text) as Line;
  return (line.detail ?? line).code;
}

function retitled(text: string): string {
  const line = JSON.parse(text) as Line;
  const record = line.detail ?? line;
  if (record.name !== undefined) record.name = `${record.name}${ADDED}`;
  else record.title = `${record.title}${ADDED}`;
  return JSON.stringify(line);
}
