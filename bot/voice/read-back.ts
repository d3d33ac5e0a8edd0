// What was heard and cannot be taken back is first read back: only a yes to that does it.

import { parsePhrase } from '../../knowledge/phrases.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';
import { isBarely } from '../dialogs/bare-phrase.ts';
import type { Message } from '../message.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';

const YES = [
  replies.readBackYes,
  ...['đúng', 'đúng rồi', 'đúng vậy', 'phải', 'phải rồi', 'có', 'ừ', 'ok', 'vâng', 'đồng ý', 'làm đi'],
].map(parsePhrase);
const NO = [replies.readBackNo, 'không', 'không đúng', 'sai rồi', 'thôi', 'khoan', 'khoan đã'].map(
  parsePhrase,
);
const AROUND = new Set(
  'dạ ạ à ơ tôi tui mình em con nha nhé đi rồi như vậy thế'.split(' ').flatMap((word) => [word, fold(word)]),
);

/** The answer to a read-back: a yes stands for what had been heard. `voice` of a yes is null, however it was said. */
export type ReadBackAnswer = { kind: 'yes'; text: string } | { kind: 'no' } | { kind: 'none' };

/** Whatever is answered, the question has been asked once; while an officer talks it is none any more. */
export function takeReadBack(text: string, { state, conversation }: Turn): ReadBackAnswer {
  const { readBack } = state;
  state.readBack = null;
  if (readBack === null || conversation.mode !== 'bot') return { kind: 'none' };
  const tokens = tokenise(text);
  if (isBarely(tokens, NO, AROUND)) return { kind: 'no' };
  return isBarely(tokens, YES, AROUND) ? { kind: 'yes', text: readBack } : { kind: 'none' };
}

/** Runs `respond`; where that would do something final on words only heard, nothing is done and they are read back. */
export async function withReadBack(
  message: Message,
  respond: (message: Message) => Promise<Reply>,
): Promise<Reply> {
  const { voice, state, turn } = message;
  if (voice !== 'heard') return respond(message);
  // A yes to this question erases files at once, so it is not even tried.
  if (state.erasing) return readBack(message);
  const before = structuredClone(state);
  const written = turn.together.length;
  const reply = await respond(message);
  if (!reply.final) return { ...reply, text: withHeard(message.text, reply.text) };
  turn.together.length = written;
  Object.assign(state, before);
  return readBack(message);
}

function readBack({ text, state }: Message): Reply {
  state.readBack = text;
  return {
    text: replies.readBack(text),
    suggestions: [replies.readBackYes, replies.readBackNo],
    record: { intent: state.lastIntent ?? 'confirm', outcome: 'asked_back' },
  };
}

function withHeard(heard: string, said: string): string {
  return said === '' ? '' : `${replies.heard(heard)}\n\n${said}`;
}
