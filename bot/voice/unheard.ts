// Voice notes that could not be made out: asked for again, and the second time a person is offered.

import type { Message } from '../message.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';

/** Null for words, written or heard. What the conversation is about stays as it was. */
export function unheard({ voice, state }: Message): Reply | null {
  if (voice === null || voice === 'heard') {
    state.unheard = 0;
    return null;
  }
  const again = voice === 'unclear' && ++state.unheard > 1;
  const unclear = again ? replies.voiceUnclearAgain : replies.voiceUnclear;
  return {
    text: voice === 'unavailable' ? replies.voiceUnavailable : unclear,
    suggestions: voice === 'unclear' && !again ? [] : [replies.human],
    record: { intent: state.lastIntent ?? 'smalltalk', outcome: 'no_source' },
    takesFiles: state.complaint !== null && !state.complaint.aside,
  };
}
