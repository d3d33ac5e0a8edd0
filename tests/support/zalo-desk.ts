// A site whose citizens on Zalo complain with every message, and its officers: from a reply to what the ticket shows of it.

import type { z } from 'zod';
import type { ConversationView } from '../../api/conversations/views.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { Caller } from '../../api/route.ts';
import type { TurnHandler } from '../../bot/adapter.ts';
import { turnOf } from '../../bot/turn.ts';
import { aDraft, seedStaff, startTicketDesk, type View } from './ticket-desk.ts';
import { until } from './until.ts';
import { startZaloServer } from './zalo-server.ts';
import { startZaloSite } from './zalo-site.ts';

const AN: Caller = { staffId: '2', name: 'an', role: 'officer', agencyId: 'so-xay-dung' };
/** What no complaint comes of. */
const GREETING = 'alo';

type Shown = { kind?: string; reason?: string | null };

export async function startZaloDesk(database: OpenDatabase, env: Record<string, string> = {}) {
  await seedStaff(database);
  const { desk, close: closeDesk } = await startTicketDesk({ database });
  await closeDesk();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const zalo = await startZaloServer(now);

  const complain: TurnHandler = async (context) => {
    const { conversation, together, now } = turnOf(context);
    const { type, text } = context.activity;
    if (type !== 'message') return;
    if (text === GREETING) return void (await context.sendActivity('Dạ'));
    const draft = aDraft({ conversationId: conversation.id, channel: 'zalo-oa', what: text });
    const { code, write } = await desk.prepare(draft, now);
    together.push(write);
    await context.sendActivity(`Đã ghi nhận ${code}`);
  };
  const site = await startZaloSite(database, zalo, {
    env: { TICKET_UNDO_SECONDS: '0', ...env },
    now: () => new Date(now()),
    identify: async () => AN,
    handleTurn: complain,
  });

  async function call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${site.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }
  const view = (code: string) => call<View>('GET', `/tickets/${code}`);

  /** What the ticket shows of the newest of such events. */
  async function shown(code: string, kind = 'replied') {
    const { events } = await view(code);
    const { delivery, deliveryReason: reason } = events.findLast((event) => event.kind === kind)!;
    return { delivery, reason };
  }

  return {
    zalo,
    site,
    call,
    view,
    shown,
    /** The code of a new ticket of this citizen. */
    async open(citizenId: string): Promise<string> {
      const answer = await site.ask(citizenId, 'Ống cống trước nhà bị nghẹt');
      return /PA-\d+-\d+/.exec(answer)![0];
    },
    async reply(code: string, text: string): Promise<void> {
      const { version } = await view(code);
      await call('POST', `/tickets/${code}/reply`, { version, text, closing: false });
    },
    /** The conversation as its officers see it. */
    async talk(citizenId: string) {
      const id = encodeURIComponent(`zalo-oa:${citizenId}`);
      return (await call<z.output<typeof ConversationView>>('GET', `/conversations/${id}`)).activities;
    },
    /** Resolves once the ticket shows it so, and for this reason. */
    async shows(
      code: string,
      delivery: string,
      { kind = 'replied', reason = null }: Shown = {},
    ): Promise<void> {
      await until(async () => {
        const found = await shown(code, kind);
        return found.delivery === delivery && found.reason === reason;
      });
    },
    /** The clock goes on, and somebody else is answered, so that the sender looks what may go. */
    async pass(ms: number): Promise<void> {
      ahead += ms;
      await site.ask('somebody', GREETING);
    },
    /** The citizen writes something that is no complaint, and is answered. */
    greet: (citizenId: string) => site.ask(citizenId, GREETING),
    async close(): Promise<void> {
      await site.close();
      await zalo.close();
    },
  };
}
