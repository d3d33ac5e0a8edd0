// Takes in what is perceived and not kept: the code on a photo, the words of a voice note; they become what was said.

import type { Arrival, Conversations } from '../../conversations.ts';
import { lookAtAll, withCode } from '../../photos.ts';
import type { PhotoReader, Transcriber } from '../../ports.ts';
import { replies } from '../../replies.ts';
import { hear } from '../../voice/hearing.ts';
import { Refusal } from './refusal.ts';
import type { Upload } from './upload.ts';

export type Sender = Pick<Arrival, 'conversationId' | 'channel' | 'userId' | 'caller'>;

/** Throws a Refusal where no code is seen, or an identity card. */
export async function acceptPhotos(
  upload: Upload,
  from: Sender,
  { conversations, photos }: { conversations: Conversations; photos: PhotoReader },
): Promise<{ position: number }> {
  const sight = await lookAtAll(
    photos,
    upload.files.map(({ bytes }) => bytes),
  );
  if (sight.kind === 'identity_card') throw new Refusal('IdentityCard');
  if (sight.kind === 'nothing') throw new Refusal('NoCodeOnPhoto');
  return conversations.accept({ ...from, ...perceived(upload, { text: withCode(upload.text, sight.code) }) });
}

/** What could not be heard is a message all the same, so that it is asked for again. */
export async function acceptVoice(
  upload: Upload,
  from: Sender,
  { conversations, transcriber }: { conversations: Conversations; transcriber: Transcriber },
): Promise<{ position: number }> {
  const { voice, text } = await hear(transcriber, upload.files[0]!.bytes);
  const named = text === '' && { attachments: [{ contentType: 'audio/*', name: replies.voiceNote }] };
  return conversations.accept({ ...from, ...perceived(upload, { text, ...named }, { voice }) });
}

function perceived(
  { clientActivityID, easy }: Upload,
  activity: Arrival['activity'],
  data: object = {},
): Pick<Arrival, 'messageId' | 'activity'> {
  const channelData = {
    ...data,
    ...(clientActivityID !== null && { clientActivityID }),
    ...(easy && { easy }),
  };
  return {
    messageId: clientActivityID === null ? null : `client:${clientActivityID}`,
    activity: { type: 'message', textFormat: 'plain', channelData, ...activity },
  };
}
