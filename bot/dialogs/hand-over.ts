// Hand-over: the way to a person, silence while one talks, and the way back.

import { parsePhrase } from '../../knowledge/phrases.ts';
import type { Language } from '../../knowledge/question.ts';
import { fold, normalise, tokenise } from '../../knowledge/vietnamese.ts';
import type { HandOver } from '../ports.ts';
import { type Contact, contactWays, handoffText, replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { isBarely } from './bare-phrase.ts';

const BACK = [
  'gặp trợ lý',
  'gặp bot',
  'gặp máy',
  'gặp lại trợ lý',
  'quay lại trợ lý',
  'về trợ lý',
  'trợ lý tự động',
  'nói chuyện với trợ lý',
  'nói chuyện với bot',
  'nói chuyện với máy',
  'hỏi trợ lý',
  'không cần cán bộ',
  'không cần gặp cán bộ',
  'thôi gặp cán bộ',
  'không gặp cán bộ',
  'không chờ',
  'khỏi gặp cán bộ',
].map(parsePhrase);

const AROUND = new Set(
  'dạ ạ à ơ thôi cho tôi tui mình em anh chị con bác muốn xin nữa nhé nha đi lại tự động bot ad cán bộ ơi cảm ơn'
    .split(' ')
    .flatMap((word) => [word, fold(word)]),
);

/** Who asks for a number wants to call, not to wait here; who gives one, or wants to meet somebody, does. */
const ASKS_FOR_NUMBER =
  /^(?!.*\b(?:gap|noi chuyen)\b)(?!.*\d{3}).*\b(?:hotline|duong day nong|so dien thoai|dien thoai so|so dt|sdt|so may|so nao)\b/;

const OPENING = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export interface HandOverDialog {
  /** Says nothing, for an officer answers. */
  stayOut(intent: string): Reply;
  /** Answers when the citizen wants the assistant instead of an officer, there or waited for; null otherwise. */
  takeBack(text: string, turn: Turn): Reply | null;
  /** The way to a person: place in the queue or opening hours, and how else to reach one. */
  request(text: string, turn: Turn): Promise<Reply>;
}

/** `handOver` null: there is no desk, only the ways of `contact`. */
export function createHandOverDialog({
  handOver,
  contact,
  words,
}: { handOver: HandOver | null; contact: Contact } & Pick<Language, 'words'>): HandOverDialog {
  return {
    stayOut: (intent) => ({ text: '', suggestions: [], record: { intent, outcome: 'with_staff' } }),
    takeBack: (text, { conversation, now, together }) => {
      if (handOver === null || !isBarely(words.rewrite(tokenise(text)), BACK, AROUND)) return null;
      together.push(handOver.giveBack(conversation.id, now));
      return answer(replies.assistantTakenBack);
    },
    request: async (text, { conversation, now, together }) => {
      if (handOver === null || ASKS_FOR_NUMBER.test(fold(normalise(text))))
        return answer(handoffText(contact));
      const { open, place, opensAt, write } = await handOver.request(conversation.id, now);
      together.push(write);
      if (open && place !== null) return answer(withOtherWays(queuedText(place), contact));
      if (opensAt !== null) return answer(withOtherWays(replies.closed(OPENING.format(opensAt)), contact));
      return answer([handoffText(contact), replies.requestNoted].join('\n'));
    },
  };
}

function answer(text: string): Reply {
  return { text, suggestions: [], record: { intent: 'handoff', outcome: 'answered' } };
}

function queuedText(place: number): string {
  return [place === 1 ? replies.queuedNext : replies.queued(place), replies.whileQueued].join('\n');
}

function withOtherWays(text: string, contact: Contact): string {
  const ways = contactWays(contact);
  return [text, ...(ways.length > 0 ? [replies.handoffOtherwise, ...ways] : [])].join('\n');
}
