// Takes an upload in: only while a complaint asks for it, every file clean and kept before the message is accepted.

import type { Request } from 'express';
import { type AttachmentStore, asAttachments, type FileFault, type SentFile } from '../../attachments.ts';
import type { Arrival, Conversations } from '../../conversations.ts';
import { readState, takesFiles } from '../../state.ts';
import { storableText } from '../../storable.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import { discard, readUpload, type Upload } from './upload.ts';

const FAULTS: Readonly<Record<FileFault, RefusalCode>> = {
  unknown_type: 'UnknownFileType',
  broken: 'BrokenFile',
  too_many_pixels: 'FileTooLarge',
};

/** Throws a Refusal, with nothing kept, where files are not asked for or one of them cannot be taken. */
export async function acceptUpload(
  request: Request,
  from: Pick<Arrival, 'conversationId' | 'channel' | 'userId'>,
  {
    conversations,
    attachments,
    now,
  }: { conversations: Conversations; attachments: AttachmentStore | null; now: () => Date },
): Promise<{ position: number }> {
  const found = await conversations.find(from.conversationId);
  if (attachments === null || found === null || !takesFiles(readState(found.state))) {
    await discard(request);
    throw new Refusal('UploadNotNow');
  }
  const upload = await readUpload(request);
  const kept: SentFile[] = [];
  const forget = () => attachments.forget(kept.map(({ id }) => id));
  for (const { name, bytes } of upload.files) {
    const file = await attachments.keep({ ...from, name, bytes, now: now() });
    if ('fault' in file) {
      await forget();
      throw new Refusal(FAULTS[file.fault]);
    }
    kept.push(file);
  }
  // Should this fail, the message may be stored all the same; files without one are forgotten after a day.
  const accepted = await conversations.accept({ ...from, ...messageWith(upload, kept) });
  if (accepted.duplicate) await forget();
  return accepted;
}

function messageWith(
  { text, clientActivityID }: Upload,
  files: readonly SentFile[],
): Pick<Arrival, 'messageId' | 'activity'> {
  return {
    messageId: clientActivityID === null ? null : `client:${clientActivityID}`,
    activity: {
      type: 'message',
      text: storableText(text),
      textFormat: 'plain',
      attachments: asAttachments(files),
      ...(clientActivityID !== null && { channelData: { clientActivityID } }),
    },
  };
}
