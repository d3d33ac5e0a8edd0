// Takes an upload in: a voice note; files while a complaint asks for them, clean and kept before the message is accepted; else a photo of a receipt.

import type { Request } from 'express';
import { type AttachmentStore, asAttachments, type FileFault, type SentFile } from '../../attachments.ts';
import type { Arrival, Conversations } from '../../conversations.ts';
import type { PhotoReader, Transcriber } from '../../ports.ts';
import { readState, takesFiles } from '../../state.ts';
import { storableText } from '../../storable.ts';
import { soundExtension } from '../../voice/hearing.ts';
import { acceptPhotos, acceptVoice, type Sender } from './accept-perceived.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import { discard, readUpload, type Upload } from './upload.ts';

const FAULTS: Readonly<Record<FileFault, RefusalCode>> = {
  unknown_type: 'UnknownFileType',
  broken: 'BrokenFile',
  too_many_pixels: 'FileTooLarge',
  identity_card: 'IdentityCard',
};

/** Throws a Refusal, with nothing kept, where files are not asked for or one of them cannot be taken. */
export async function acceptUpload(
  request: Request,
  from: Sender,
  parts: {
    conversations: Conversations;
    attachments: AttachmentStore | null;
    photos: PhotoReader | null;
    transcriber: Transcriber | null;
    now: () => Date;
  },
): Promise<{ position: number }> {
  const { conversations, attachments, photos, transcriber } = parts;
  const found = await conversations.find(from.conversationId);
  const asksForFiles = found !== null && takesFiles(readState(found.state));
  if (found === null || (transcriber === null && (asksForFiles ? attachments : photos) === null)) {
    await discard(request);
    throw new Refusal('UploadNotNow');
  }
  const upload = await readUpload(request);
  if (transcriber !== null && (await isVoice(upload)))
    return acceptVoice(upload, from, { conversations, transcriber });
  if (asksForFiles && attachments !== null) return acceptFiles(upload, from, { ...parts, attachments });
  if (!asksForFiles && photos !== null) return acceptPhotos(upload, from, { conversations, photos });
  throw new Refusal('UploadNotNow');
}

async function isVoice({ files: [first] }: Upload): Promise<boolean> {
  return first !== undefined && (await soundExtension(first.bytes)) !== null;
}

async function acceptFiles(
  upload: Upload,
  from: Sender,
  {
    conversations,
    attachments,
    now,
  }: { conversations: Conversations; attachments: AttachmentStore; now: () => Date },
): Promise<{ position: number }> {
  const kept: SentFile[] = [];
  const forget = () => attachments.forget(kept.map(({ id }) => id));
  for (const { name, bytes } of upload.files) {
    const file = await attachments.keep({ conversationId: from.conversationId, name, bytes, now: now() });
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
  { text, clientActivityID, easy }: Upload,
  files: readonly SentFile[],
): Pick<Arrival, 'messageId' | 'activity'> {
  return {
    messageId: clientActivityID === null ? null : `client:${clientActivityID}`,
    activity: {
      type: 'message',
      text: storableText(text),
      textFormat: 'plain',
      attachments: asAttachments(files),
      channelData: { ...(clientActivityID !== null && { clientActivityID }), ...(easy && { easy }) },
    },
  };
}
