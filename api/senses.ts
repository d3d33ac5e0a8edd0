// Wires what the assistant perceives besides words: photos, voices where that is configured, and files at their channels.

import type { Logger } from 'pino';
import type { TurnHandler } from '../bot/adapter.ts';
import type { AttachmentStore } from '../bot/attachments.ts';
import { createMediaFetch } from '../bot/channels/media-fetch.ts';
import { withMedia } from '../bot/media.ts';
import { withoutIdentityCards } from '../bot/photos.ts';
import type { PhotoReader, Transcriber } from '../bot/ports.ts';
import type { Config } from './config.ts';
import { createPhotoReader } from './photos/photo-reader.ts';
import { createTranscriber } from './voice/openai-transcriber.ts';

export interface Senses {
  photos: PhotoReader;
  /** Null: voices are not heard. */
  transcriber: Transcriber | null;
  /** The store of files, for channels: it takes no identity card. */
  attachments: AttachmentStore;
  /** The handler with media of the message fetched before it runs. */
  perceiving(handle: TurnHandler): TurnHandler;
  close(): Promise<void>;
}

export function createSenses({
  files,
  mediaHosts,
  transcription,
  logger,
  now,
}: {
  files: AttachmentStore;
  mediaHosts: Config['zalo']['media'];
  transcription: Config['transcription'];
  logger: Logger;
  now: () => Date;
}): Senses {
  const photos = createPhotoReader();
  const attachments = withoutIdentityCards(files, photos);
  const transcriber =
    transcription === null ? null : createTranscriber({ settings: transcription, logger, now });
  const fetchMedia = createMediaFetch({ hosts: mediaHosts, logger });
  return {
    photos,
    transcriber,
    attachments,
    perceiving: (handle) => withMedia({ handle, attachments, photos, transcriber, fetchMedia }),
    close: photos.close,
  };
}
