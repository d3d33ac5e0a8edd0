// Wires what the assistant perceives besides words: photos, and files at their channels.

import type { Logger } from 'pino';
import type { TurnHandler } from '../bot/adapter.ts';
import type { AttachmentStore } from '../bot/attachments.ts';
import { createMediaFetch } from '../bot/channels/media-fetch.ts';
import { withMedia } from '../bot/media.ts';
import { withoutIdentityCards } from '../bot/photos.ts';
import type { PhotoReader } from '../bot/ports.ts';
import type { Config } from './config.ts';
import { createPhotoReader } from './photos/photo-reader.ts';

export interface Senses {
  photos: PhotoReader;
  /** The store of files, for channels: it takes no identity card. */
  attachments: AttachmentStore;
  /** The handler with media of the message fetched before it runs. */
  perceiving(handle: TurnHandler): TurnHandler;
  close(): Promise<void>;
}

export function createSenses({
  files,
  mediaHosts,
  logger,
}: {
  files: AttachmentStore;
  mediaHosts: Config['zalo']['media'];
  logger: Logger;
}): Senses {
  const photos = createPhotoReader();
  const attachments = withoutIdentityCards(files, photos);
  const fetchMedia = createMediaFetch({ hosts: mediaHosts, logger });
  return {
    photos,
    attachments,
    perceiving: (handle) => withMedia({ handle, attachments, photos, fetchMedia }),
    close: photos.close,
  };
}
