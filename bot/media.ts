// Media that still lie at a channel, fetched when their turn begins: voices become words, photos are kept where files are asked for and else looked at.

import type { Activity, TurnContext } from 'botbuilder-core';
import { z } from 'zod';
import type { TurnHandler } from './adapter.ts';
import { type AttachmentStore, asAttachments, type MediaFault, type SentFile } from './attachments.ts';
import { MOST_FILES } from './complaints/form.ts';
import { replacePerceived } from './perceived.ts';
import { lookAtAll, withCode } from './photos.ts';
import type { PhotoReader, PhotoSight, Transcriber } from './ports.ts';
import { takesFiles } from './state.ts';
import { type Turn, turnOf } from './turn.ts';
import { type Hearing, hear } from './voice/hearing.ts';

export type Fetched = { bytes: Buffer } | { fault: 'too_large' | 'unreachable' };

/** Never rejects. */
export type FetchMedia = (url: string, signal: AbortSignal) => Promise<Fetched>;

/** For all media of a message together: a turn has 45 seconds for everything. */
const TAKE_WITHIN_MS = 15_000;

/** Content types that our channels give to photos, files and voice notes; films are not read. */
const Link = z.object({
  contentType: z.enum(['image/*', 'application/octet-stream', 'audio/aac']),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
});
type Link = z.output<typeof Link>;

/** Of one message; a receipt has two sides. */
const MOST_PHOTOS = 2;

/**
 * Puts files of the store in place of links before `handle` runs, the code of a receipt behind the words, or the words
 * of a voice note in their place. Links expire, so this is when they are followed; no transaction is open. What could
 * not be had is told by `missedOf`, what a photo showed besides a code by `sightOf`, how a voice fared by `voiceOf`.
 */
export function withMedia({
  handle,
  attachments,
  photos,
  transcriber = null,
  fetchMedia,
  withinMs = TAKE_WITHIN_MS,
}: {
  handle: TurnHandler;
  attachments: AttachmentStore;
  photos: PhotoReader;
  /** Null: voice notes are not fetched. */
  transcriber?: Transcriber | null;
  fetchMedia: FetchMedia;
  withinMs?: number;
}): TurnHandler {
  async function takeOne({ contentUrl, name = '' }: Link, turn: Turn, signal: AbortSignal) {
    if (contentUrl === undefined) return { fault: 'unreachable' } as const;
    const fetched = await fetchMedia(contentUrl, signal);
    if ('fault' in fetched) return fetched;
    const { conversation, now } = turn;
    return attachments.keep({ conversationId: conversation.id, name, bytes: fetched.bytes, now });
  }

  async function take(links: readonly Link[], turn: Turn) {
    const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(withinMs)]);
    const files: SentFile[] = [];
    let missed: MediaFault | null = links.length > MOST_FILES ? 'too_many' : null;
    for (const link of links.slice(0, MOST_FILES)) {
      const file = await takeOne(link, turn, signal);
      // Why a card is refused must be told, whatever else is missing.
      if ('fault' in file) missed = missed === 'identity_card' ? missed : file.fault;
      else files.push(file);
    }
    return { files, missed };
  }

  async function look(links: readonly Link[], turn: Turn): Promise<PhotoSight> {
    const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(withinMs)]);
    const fetched = await Promise.all(
      links.slice(0, MOST_PHOTOS).map(({ contentUrl = '' }) => fetchMedia(contentUrl, signal)),
    );
    return lookAtAll(
      photos,
      fetched.flatMap((one) => ('bytes' in one ? [one.bytes] : [])),
    );
  }

  async function withPhotos(links: readonly Link[], context: TurnContext): Promise<void> {
    const { activity } = context;
    const turn = turnOf(context);
    const sight = await look(links, turn);
    activity.attachments = [];
    if (sight.kind === 'dossier') activity.text = withCode(activity.text ?? '', sight.code);
    else activity.channelData = { ...activity.channelData, sight: sight.kind };
    replacePerceived(turn, activity.text ?? '');
    return handle(context);
  }

  async function listen({ contentUrl = '' }: Link, { signal }: Turn, ears: Transcriber): Promise<Hearing> {
    const fetched = await fetchMedia(contentUrl, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
    if ('fault' in fetched) return { voice: 'unavailable', text: '' };
    return hear(ears, fetched.bytes, signal);
  }

  async function withVoice(link: Link, context: TurnContext, ears: Transcriber): Promise<void> {
    const { activity } = context;
    const turn = turnOf(context);
    const { voice, text } = await listen(link, turn, ears);
    Object.assign(activity, { text, attachments: [], channelData: { ...activity.channelData, voice } });
    replacePerceived(turn, text);
    return handle(context);
  }

  return async (context) => {
    const { activity } = context;
    const turn = turnOf(context);
    if (turn.conversation.mode !== 'bot') return handle(context);
    const all = linksOf(activity);
    const voice = all.find(({ contentType }) => contentType === 'audio/aac');
    if (voice !== undefined && transcriber !== null) return withVoice(voice, context, transcriber);
    const links = all.filter(({ contentType }) => contentType !== 'audio/aac');
    const photoLinks = links.filter(({ contentType }) => contentType === 'image/*');
    if (!takesFiles(turn.state) && photoLinks.length > 0) return withPhotos(photoLinks, context);
    if (links.length === 0 || !takesFiles(turn.state)) return handle(context);
    const { files, missed } = await take(links, turn);
    activity.attachments = asAttachments(files);
    if (missed !== null) activity.channelData = { ...activity.channelData, missed };
    if (missed === 'identity_card') replacePerceived(turn, activity.text ?? '');
    try {
      await handle(context);
    } catch (error) {
      // The turn is tried again and fetches anew; what cannot be forgotten now is forgotten after a day.
      await attachments.forget(files.map(({ id }) => id)).catch(() => {});
      throw error;
    }
  };
}

/** Why media of this message are not among its files; null when none are missing. */
export function missedOf({ channelData }: Partial<Activity>): MediaFault | null {
  const data: { missed?: MediaFault } | undefined = channelData;
  return data?.missed ?? null;
}

/** What the photos of this message showed instead of a code; null when none were looked at, or a code was found. */
export function sightOf({ channelData }: Partial<Activity>): 'identity_card' | 'nothing' | null {
  const data: { sight?: 'identity_card' | 'nothing' } | undefined = channelData;
  return data?.sight ?? null;
}

function linksOf({ attachments = [] }: Partial<Activity>): Link[] {
  return attachments.flatMap((attachment) => Link.safeParse(attachment).data ?? []);
}
