// What a test may set of the made-up desk, and what the desk has heard.
import type { Response } from 'express';
import type {
  CannedReply,
  ConversationRow,
  Said,
  SignIn,
  TicketView,
} from '../../../api/console/client/shapes.ts';
import type { Role } from '../../../api/route.ts';
import { COPILOT, type CopilotWrites } from './copilot.ts';
import { ACTIVITIES, CONVERSATIONS, ROWS, viewOf } from './people-and-tickets.ts';

export interface Refusing {
  status: number;
  kind: string;
  title: string;
  detail: string;
}
export const CONFLICT: Refusing = {
  status: 409,
  kind: 'conflict',
  title: 'Dữ liệu đã thay đổi',
  detail: 'Dữ liệu vừa được thay đổi ở nơi khác.',
};

export function refuse(response: Response, { status, kind, title, detail }: Refusing): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:problem:${kind}`, title, status, detail }));
}

const NO_SIGN_IN: SignIn = { state: 'none', code: null, until: null, changedAt: null };

export function freshState() {
  return {
    role: 'administrator' as Role,
    signedIn: true,
    /** The next request whose `METHOD path` is this one is refused so, once. */
    refuse: null as { request: string; as: Refusing } | null,
    others: [] as string[],
    signIn: NO_SIGN_IN,
    undoSeconds: 20,
    tickets: new Map<string, TicketView>(ROWS.map((row) => [row.code, structuredClone(viewOf(row))])),
    conversations: structuredClone(CONVERSATIONS) as ConversationRow[],
    activities: structuredClone(ACTIVITIES) as Said[],
    canned: [
      {
        id: '1',
        title: 'Đã nhận, đang kiểm tra',
        text: 'Kính gửi {ten}, phản ánh {ma} đang được {co_quan} kiểm tra.',
      },
    ] as CannedReply[],
    /** What the copilot writes; null: it is off. */
    copilot: structuredClone(COPILOT) as CopilotWrites | null,
    /** Every change, as `METHOD path` with its body. */
    heard: [] as { request: string; body: unknown }[],
  };
}

export type DeskState = ReturnType<typeof freshState>;
