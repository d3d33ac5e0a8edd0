// A scripted model that does what its prompts ask, by simple rules: the good case to measure against.

import { tokenise } from '../../../knowledge/vietnamese.ts';
import type { ChatRequest, Voice } from './server.ts';

/** What stands in the prompt after a label. */
export function fieldOf({ messages }: ChatRequest, label: string): string {
  const user = messages.at(-1)?.content ?? '';
  return new RegExp(`^${label}: (.*)$`, 'mu').exec(user)?.[1] ?? '';
}

/** The slots that the prompt offers, in order. */
export function slotsIn({ messages }: ChatRequest): string[] {
  const user = messages.at(-1)?.content ?? '';
  return [...user.matchAll(/^\[\[\d+\]\]/gmu)].map(([slot]) => slot);
}

export function candidatesIn({ messages }: ChatRequest): string[] {
  const user = messages.at(-1)?.content ?? '';
  return [...user.matchAll(/^\d+\. (.*)$/gmu)].map(([, title]) => title!);
}

export const faithful: Voice = (chat) => {
  const form = chat.tools?.[0]?.function.name;
  if (form === 'full_question') return JSON.stringify({ question: wholeQuestion(chat) });
  if (form === 'choice') return JSON.stringify({ choice: choiceOf(chat) });
  const facet = fieldOf(chat, 'Phần được hỏi').replace(/:$/, '').toLowerCase();
  const slots = slotsIn(chat);
  return `Dạ, về ${facet}, nguồn chính thức ghi như sau:\n${slots.join('\n')}\nAnh chị cần hỏi thêm, xin cứ nhắn ạ.`;
};

function wholeQuestion(chat: ChatRequest): string {
  const title = fieldOf(chat, 'Đang nói về thủ tục').replace(/^Thủ tục /, '');
  return `${title}, ${fieldOf(chat, 'Người dân hỏi bây giờ')}`;
}

/** Of the title's words, so many are said by whoever means it; and so much fewer of any other's. */
const CLEARLY_MEANT = 0.8;
const CLEARLY_AHEAD = 0.2;

/** The one candidate that the question clearly names; 0 where it is not sure, as its prompt says. */
function choiceOf(chat: ChatRequest): number {
  const asked = new Set(tokenise(`${fieldOf(chat, 'Câu hỏi')} ${fieldOf(chat, 'Đang nói về thủ tục')}`));
  const shares = candidatesIn(chat).map((title) => {
    const words = tokenise(title);
    return words.filter((word) => asked.has(word)).length / Math.max(1, words.length);
  });
  const [best = 0, second = 0] = shares.toSorted((a, b) => b - a);
  const isSure = best >= CLEARLY_MEANT && best - second >= CLEARLY_AHEAD;
  return isSure ? shares.indexOf(best) + 1 : 0;
}
