// A voice note becomes the words of a message, or the reason why not; the sound itself is kept nowhere.

import { readFileSync } from 'node:fs';
import type { Activity } from 'botbuilder-core';
import { fileTypeFromBuffer } from 'file-type';
import { fold, normalise } from '../../knowledge/vietnamese.ts';
import type { Transcriber, Transcription } from '../ports.ts';
import { storableText } from '../storable.ts';
import { writeFigures } from './spoken-figures.ts';

/** How a voice note fared: its words are the text of the message, or there are none. */
export type Voice = Transcription['kind'];

export type Hearing = { voice: Voice; text: string };

/** Two minutes of any usual coding; longer ones are not listened to. */
export const LARGEST_VOICE_BYTES = 4 * 1024 * 1024;
/** Less than half a second. */
const SMALLEST_VOICE_BYTES = 800;
const LONGEST_TEXT = 2_000;
/** By content. Telephones and browsers put sound alone into containers of films too. */
const EXTENSIONS = new Set(['aac', 'm4a', 'mp4', 'mp3', 'ogg', 'oga', 'opus', 'webm', 'wav', 'amr', 'flac']);

/** Sentences that models make up over silence, folded: from films they have learned of. */
const MADE_UP = readFileSync(new URL('./made-up.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => fold(normalise(line)))
  .filter((line) => line !== '');

/** The ending of a name for sound with this content; null for what is none. */
export async function soundExtension(bytes: Buffer): Promise<string | null> {
  const extension = (await fileTypeFromBuffer(bytes))?.ext;
  return extension !== undefined && EXTENSIONS.has(extension) ? extension : null;
}

/** Numbers that are spelled out come as figures. Never rejects. */
export async function hear(transcriber: Transcriber, bytes: Buffer, signal?: AbortSignal): Promise<Hearing> {
  const extension = await soundExtension(bytes);
  if (extension === null || bytes.length < SMALLEST_VOICE_BYTES || bytes.length > LARGEST_VOICE_BYTES)
    return { voice: 'unclear', text: '' };
  const transcription = await transcriber.transcribe({ bytes, extension }, signal);
  if (transcription.kind !== 'heard') return { voice: transcription.kind, text: '' };
  const text = storableText(transcription.text).trim();
  if (!/[\p{L}\p{N}]/u.test(text) || isMadeUp(text)) return { voice: 'unclear', text: '' };
  return { voice: 'heard', text: Array.from(writeFigures(text)).slice(0, LONGEST_TEXT).join('') };
}

/** How the voice note of this message fared; null for a message that was written. */
export function voiceOf({ channelData }: Partial<Activity>): Voice | null {
  const data: { voice?: Voice } | undefined = channelData;
  return data?.voice ?? null;
}

function isMadeUp(text: string): boolean {
  const said = fold(normalise(text));
  return MADE_UP.some((sentence) => said.includes(sentence));
}
