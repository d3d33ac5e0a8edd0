// One message of a citizen, as every dialog gets it.

import type { MediaFault, SentFile } from './attachments.ts';
import type { ConversationState } from './state.ts';
import type { Turn } from './turn.ts';
import type { Intent, Understanding } from './understand.ts';
import type { Voice } from './voice/hearing.ts';

export interface Message {
  text: string;
  /** Files that the channel has stored for it. */
  files: readonly SentFile[];
  /** Why others that were sent with it could not be stored; null when none are missing. */
  missed: MediaFault | null;
  /** What photos showed while no files were asked for; null where there were none, or their code stands in the text. */
  sight: 'identity_card' | 'nothing' | null;
  /** How a voice note fared; null for what was written, and for a yes to what had been heard. */
  voice: Voice | null;
  state: ConversationState;
  /** What the words alone say. */
  heard: Understanding;
  /** What they say after what was said before. */
  understood: Understanding;
  turn: Turn;
}

/** How far what was heard is ahead of `other`, on the scale of scores. */
export function leadOf({ intent, scores }: Understanding, other: Intent): number {
  return (scores.get(intent) ?? 0) - (scores.get(other) ?? 0);
}
