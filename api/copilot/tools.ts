// What the copilot may look up for one officer at one ticket: it only reads, within that officer's rights, and hides who is who.

import { z } from 'zod';
import { currentProcedure } from '../../knowledge/catalogue.ts';
import { compose, displayTitle } from '../../knowledge/compose.ts';
import { FACETS } from '../../knowledge/facet.ts';
import { type AgentTool, agentTool } from '../../knowledge/language-model/agent.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { type Language, readQuestion } from '../../knowledge/question.ts';
import type { Search } from '../../knowledge/search.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';
import type { Caller } from '../route.ts';
import type { CannedReply } from '../tickets/canned-replies.ts';
import type { ShownTicket } from '../tickets/showing.ts';
import { ticketIdFor } from '../tickets/sight.ts';
import { type Masking, PLACEHOLDER } from './masking.ts';
import { SOURCE_KINDS, type Suggestion } from './views.ts';

type Source = z.output<typeof Suggestion>['sources'][number];

/** What a run has looked up. */
export interface LookedUp {
  sources: Source[];
  /** What of it may be claimed: records and ready replies, not what citizens wrote. */
  said: string[];
}

const MOST_PROCEDURES = 5;
const MOST_REPLIES = 3;
const NOTHING = 'Không tìm thấy.';

const words = z.string().trim().min(1).max(300);

export function createTools({
  database,
  search,
  language,
  cannedReplies,
  caller,
  ticket,
  masking,
}: {
  database: Queryable;
  search: Search;
  language: Language;
  cannedReplies: () => Promise<readonly CannedReply[]>;
  caller: Caller;
  ticket: Pick<ShownTicket, 'similar'>;
  masking: Masking;
}): { tools: readonly AgentTool[]; lookedUp: LookedUp } {
  const lookedUp: LookedUp = { sources: [], said: [] };

  function note(source: Source): void {
    const isSame = ({ kind, code }: Source) => kind === source.kind && code === source.code;
    if (lookedUp.sources.some(isSame)) return;
    lookedUp.sources.push(source);
    // Look-ups run side by side; an officer reads procedures first.
    lookedUp.sources.sort((a, b) => SOURCE_KINDS.indexOf(a.kind) - SOURCE_KINDS.indexOf(b.kind));
  }

  /** Notes what the model reads as what it may claim. */
  function claimable(text: string): string {
    lookedUp.said.push(text);
    return text;
  }

  const tools = [
    agentTool({
      name: 'search_procedures',
      description: 'Tìm thủ tục hành chính theo lời người dân. Trả về mã và tên, đúng nhất trước.',
      schema: z.strictObject({ question: words }),
      async read({ question }) {
        const hits = await search.find(
          readQuestion(language, question.replace(PLACEHOLDER, ' ')),
          MOST_PROCEDURES,
        );
        if (hits.length === 0) return NOTHING;
        return claimable(hits.map(({ code, title }) => `${code}: ${displayTitle(title)}`).join('\n'));
      },
    }),
    agentTool({
      name: 'procedure_facts',
      description:
        'Đọc dữ kiện của một thủ tục theo mã: overview tổng quát, documents giấy tờ, fee lệ phí, time thời hạn, where nơi nộp, online nộp qua mạng, form mẫu đơn, conditions điều kiện, result kết quả, legal căn cứ.',
      schema: z.strictObject({ code: z.string().regex(/^\d\.\d{6,9}$/), facet: z.enum(FACETS) }),
      async read({ code, facet }) {
        const entry = await currentProcedure(database, code);
        if (entry === null) return NOTHING;
        const { title } = entry.procedure;
        note({ kind: 'procedure', code, title: displayTitle(title) });
        return claimable(compose(entry, readQuestion(language, title), facet));
      },
    }),
    agentTool({
      name: 'similar_tickets',
      description: 'Xem tóm tắt các phản ánh đang mở giống phản ánh này.',
      schema: z.strictObject({}),
      async read() {
        const lines: string[] = [];
        for (const { code, summary } of ticket.similar) {
          if ((await ticketIdFor(database, caller, code)) === null) continue;
          note({ kind: 'ticket', code, title: summary });
          // Without its code: it is another citizen's, and of no use in a reply.
          lines.push(masking.mask(summary));
        }
        return lines.join('\n') || NOTHING;
      },
    }),
    agentTool({
      name: 'canned_replies',
      description: 'Tìm câu trả lời mẫu của cơ quan theo việc cần trả lời.',
      schema: z.strictObject({ about: words }),
      async read({ about }) {
        const found = closest(await cannedReplies(), about);
        for (const { id, title } of found) note({ kind: 'canned_reply', code: id, title });
        if (found.length === 0) return NOTHING;
        return claimable(found.map(({ title, text }) => masking.mask(`${title}:\n${text}`)).join('\n\n'));
      },
    }),
  ];
  return { tools, lookedUp };
}

/** Those that share most words with `about`, best first; none that shares nothing. */
function closest(replies: readonly CannedReply[], about: string): CannedReply[] {
  const wanted = new Set(tokenise(fold(about)));
  const shared = ({ title, text }: CannedReply) =>
    new Set(tokenise(fold(`${title} ${text}`)).filter((word) => wanted.has(word))).size;
  return replies
    .map((reply) => ({ reply, share: shared(reply) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_REPLIES)
    .map(({ reply }) => reply);
}
