// Files of citizens: bytes under random names in a directory that nothing serves, rows in attachments.

import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AttachmentStore } from '../../bot/attachments.ts';
import { FILES_WAIT_MS } from '../../bot/complaints/form.ts';
import { storableText } from '../../bot/storable.ts';
import type { Database } from '../../knowledge/ports.ts';
import { cleanFile } from './clean.ts';

export interface KeptFiles extends AttachmentStore {
  /** The bytes at a path from attachments; null for a file that is gone. */
  read(path: string): Promise<Buffer | null>;
  /** Deletes what no ticket has taken in a day, rows and bytes, and bytes that have no row. */
  forgetOld(now: Date): Promise<void>;
}

/** An hour longer than a complaint may wait, so that none is sent with a file just deleted. */
const FORGET_AFTER_MS = FILES_WAIT_MS + 60 * 60 * 1_000;
const LONGEST_NAME = 120;

const INSERT = `
insert into attachments (id, conversation_id, name, type, bytes, path, created_at)
values ($1, $2, $3, $4, $5, $6, $7)`;
const FORGET = 'delete from attachments where ticket_id is null and id = any($1::text[]) returning path';
const FORGET_OF = 'delete from attachments where ticket_id is null and conversation_id = $1 returning path';
const FORGET_OLD = 'delete from attachments where ticket_id is null and created_at < $1 returning path';

export function createAttachmentStore({
  database,
  directory,
}: {
  database: Database;
  /** Made at first use; it lies outside of everything that is served. */
  directory: string;
}): KeptFiles {
  async function remove(paths: readonly string[]): Promise<void> {
    for (const path of paths) await rm(placeOf(path), { force: true });
  }

  /** No path leads out of the directory. */
  function placeOf(path: string): string {
    return join(directory, basename(path));
  }

  async function removeWhere(text: string, value: unknown): Promise<void> {
    const { rows } = await database.query<{ path: string }>(text, [value]);
    await remove(rows.map(({ path }) => path));
  }

  return {
    async keep({ conversationId, name, bytes, now }) {
      const clean = await cleanFile(bytes);
      if ('fault' in clean) return clean;
      const id = randomBytes(16).toString('hex');
      const path = `${id}.${clean.extension}`;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeWhole(placeOf(path), clean.bytes);
      const shown = nameOf(name, clean.extension);
      await database
        .query(INSERT, [id, conversationId, shown, clean.type, clean.bytes.length, path, now])
        .catch(async (error: unknown) => {
          await remove([path]);
          throw error;
        });
      return { id, name: shown, type: clean.type };
    },

    async forget(ids) {
      if (ids.length > 0) await removeWhere(FORGET, ids);
    },

    forgetOf: (conversationId) => removeWhere(FORGET_OF, conversationId),

    read: (path) => readFile(placeOf(path)).catch(nullIfMissing),

    async forgetOld(now) {
      const before = new Date(now.getTime() - FORGET_AFTER_MS);
      await removeWhere(FORGET_OLD, before);
      for (const name of (await readdir(directory).catch(nullIfMissing)) ?? []) {
        const written = (await stat(join(directory, name)).catch(nullIfMissing))?.mtime;
        if (written === undefined || written >= before) continue;
        const { rows } = await database.query('select 1 from attachments where path = $1', [name]);
        if (rows.length === 0) await remove([name]);
      }
    },
  };
}

/** There whole or not at all, also after the power went. */
async function writeWhole(place: string, bytes: Buffer): Promise<void> {
  const draft = `${place}.part`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, place);
}

/** What officers see: the citizen's name of the file with the ending that its content has. */
function nameOf(name: string, extension: string): string {
  const plain = storableText(name)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .trim();
  return `${Array.from(plain || 'tep')
    .slice(0, LONGEST_NAME)
    .join('')}.${extension}`;
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
