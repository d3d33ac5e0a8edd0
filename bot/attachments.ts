// Files that citizens send with a complaint: what the bot asks of their store, and how they travel in an activity.

import type { Activity } from 'botbuilder-core';
import { z } from 'zod';

export const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

export interface SentFile {
  /** Given by the store; says nothing of the file. */
  id: string;
  name: string;
  /** By content: `image/jpeg`, `image/png` or `application/pdf`. */
  type: string;
}

/** Why a file is not taken. */
export type FileFault = 'unknown_type' | 'broken' | 'too_many_pixels' | 'identity_card';

/** Why media of a message did not come to be files of it. */
export type MediaFault = FileFault | 'too_large' | 'too_many' | 'unreachable';

export interface AttachmentStore {
  /** Keeps a cleaned copy of the file for a day, longer once a ticket has it; nothing is kept of a faulty one. */
  keep(input: {
    conversationId: string;
    name: string;
    bytes: Buffer;
    now: Date;
  }): Promise<SentFile | { fault: FileFault }>;
  /** Forgets files that no ticket has. */
  forget(ids: readonly string[]): Promise<void>;
  /** Forgets all files of a conversation that no ticket has. */
  forgetOf(conversationId: string): Promise<void>;
}

const Sent = z.array(
  z.object({ contentType: z.string(), name: z.string(), content: z.object({ id: z.string() }) }),
);

/** As attachments of the inbound activity; only channels make these, clients cannot. */
export function asAttachments(files: readonly SentFile[]): Activity['attachments'] {
  return files.map(({ id, name, type }) => ({ contentType: type, name, content: { id } }));
}

export function filesOf({ attachments }: Partial<Activity>): SentFile[] {
  const parsed = Sent.safeParse(attachments ?? []);
  if (!parsed.success) return [];
  return parsed.data.map(({ contentType, name, content }) => ({ id: content.id, name, type: contentType }));
}
