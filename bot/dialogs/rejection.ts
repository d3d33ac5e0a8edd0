// "Không phải" right after an answer: an apology, the next best procedures as choices, and a note for the officers.

import type { Topic } from '../../knowledge/follow-up.ts';
import { parsePhrase } from '../../knowledge/phrases.ts';
import type { Language } from '../../knowledge/question.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { ConversationState } from '../state.ts';
import { isBarely } from './bare-phrase.ts';

const PHRASES = [
  'không phải',
  'k phải',
  'đâu phải',
  'hông phải',
  'hổng phải',
  'không đúng',
  'chưa đúng',
  'không liên quan',
  'sai',
  'hiểu sai',
  'trả lời sai',
  'nhầm rồi',
  'lộn rồi',
].map(parsePhrase);

/** Words that add nothing to a rejection. */
const AROUND = new Set(
  'dạ ạ à ơ ủa ê trời ơi ad bot em anh chị bạn tôi tui mình ý rồi mà nha nhé đâu vậy cái việc thủ tục này đó hỏi hết luôn câu'
    .split(' ')
    .flatMap((word) => [word, fold(word)]),
);

export interface Rejection {
  /** Answers when the message does nothing but reject the answer just given; null when it does not. */
  reject(text: string, state: ConversationState): Reply | null;
}

export function createRejection({ words }: Pick<Language, 'words'>): Rejection {
  return {
    reject: (text, state) => {
      const { answered } = state;
      if (answered === null || !isBarely(words.rewrite(tokenise(text)), PHRASES, AROUND)) return null;
      state.answered = null;
      state.topic = null;
      state.choices = answered.others;
      state.asked = answered.others.length > 0 ? answered.asked : '';
      return {
        text: textFor(answered.others),
        suggestions: [...answered.others.map(({ title }) => title), replies.human],
        record: {
          intent: 'procedure',
          outcome: answered.others.length > 0 ? 'asked_back' : 'no_source',
          rejected: answered.code,
          choices: answered.others.map(({ code }) => code),
        },
        gaps: [{ kind: 'missed', text: answered.asked, outcome: 'rejected', codes: [answered.code] }],
      };
    },
  };
}

function textFor(others: readonly Topic[]): string {
  if (others.length === 0) return `${replies.rejected}\n${replies.rejectedNothingElse}`;
  return [replies.rejected, replies.rejectedChoices, ...others.map(({ title }) => `- ${title}`)].join('\n');
}
