// Takes an upload in: files while a complaint asks for them, clean and kept before the message is accepted; else a photo of a receipt, for its code.

import type { Request } from 'express';
import { type AttachmentStore, asAttachments, type FileFault, type SentFile } from '../../attachments.ts';
import type { Arrival, Conversations } from '../../conversations.ts';
import { lookAtAll, withCode } from '../../photos.ts';
import type { PhotoReader } from '../../ports.ts';
import { readState, takesFiles } from '../../state.ts';
import { storableText } from '../../storable.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import { discard, readUpload, type Upload } from './upload.ts';

const FAULTS: Readonly<Record<FileFault, RefusalCode>> = {
  unknown_type: 'UnknownFileType',
  broken: 'BrokenFile',
  too_many_pixels: 'FileTooLarge',
  identity_card: 'IdentityCard',
};

type Sender = Pick<Arrival, 'conversationId' | 'channel' | 'userId' | 'caller'>;

/** Throws a Refusal, with nothing kept, where files are not asked for or one of them cannot be taken. */
export async function acceptUpload(
  request: Request,
  from: Sender,
  {
    conversations,
    attachments,
    photos,
    now,
  }: {
    conversations: Conversations;
    attachments: AttachmentStore | null;
    photos: PhotoReader | null;
    now: () => Date;
  },
): Promise<{ position: number }> {
  const found = await conversations.find(from.conversationId);
  if (found === null) return refuseAll(request);
  if (!takesFiles(readState(found.state))) return acceptPhoto(request, from, { conversations, photos });
  if (attachments === null) return refuseAll(request);
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

/** The code on a photo becomes what the citizen said; of the photo nothing is kept. */
async function acceptPhoto(
  request: Request,
  from: Sender,
  { conversations, photos }: { conversations: Conversations; photos: PhotoReader | null },
): Promise<{ position: number }> {
  if (photos === null) return refuseAll(request);
  const upload = await readUpload(request);
  const sight = await lookAtAll(
    photos,
    upload.files.map(({ bytes }) => bytes),
  );
  if (sight.kind === 'identity_card') throw new Refusal('IdentityCard');
  if (sight.kind === 'nothing') throw new Refusal('NoCodeOnPhoto');
  const text = withCode(upload.text, sight.code);
  return conversations.accept({ ...from, ...messageWith({ ...upload, text }) });
}

async function refuseAll(request: Request): Promise<never> {
  await discard(request);
  throw new Refusal('UploadNotNow');
}

function messageWith(
  { text, clientActivityID }: Upload,
  files: readonly SentFile[] = [],
): Pick<Arrival, 'messageId' | 'activity'> {
  return {
    messageId: clientActivityID === null ? null : `client:${clientActivityID}`,
    activity: {
      type: 'message',
      text: storableText(text),
      textFormat: 'plain',
      ...(files.length > 0 && { attachments: asAttachments(files) }),
      ...(clientActivityID !== null && { channelData: { clientActivityID } }),
    },
  };
}
