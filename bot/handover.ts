// Conversations between assistant and officers: who waits, who holds, who said what. Owns handovers and `conversations.mode`.

import type { Activity } from 'botbuilder-core';
import type { Database, Queryable } from '../knowledge/ports.ts';
import type { Conversation, ConversationId, Conversations } from './conversations.ts';
import { interruptTurn } from './leases.ts';
import { NOTICE_CHANNEL, type Notices } from './notices.ts';
import type { HandOver } from './ports.ts';
import { replies } from './replies.ts';
import { messageActivity } from './reply.ts';

/** Every officer's id in every conversation; the name beside it is what the citizen knows. */
export const OFFICER_ID = 'officer';

/** When somebody is there; of `knowledge/calendar.ts`. */
export interface OpeningHours {
  isOpen(at: Date): boolean;
  /** When the office opens next; null where no office hours are configured. */
  opensAt(at: Date): Date | null;
}

export interface Holder {
  staffId: string;
  /** What the citizen reads: "cán bộ số 7". */
  shownAs: string;
}

/** `held`: somebody else has it; `gone`: there is no such conversation; `not_held`: the officer does not have it. */
export type TakeOutcome = 'taken' | 'held' | 'gone';
export type HolderOutcome = 'done' | 'not_held';

export type Handovers = ReturnType<typeof createHandovers>;

const FORGOTTEN_AT_ONCE = 50;

const PLACE = `
with own as (
  select requested_at, id from handovers where conversation_id = $1 and ended_at is null and holder_id is null
)
select count(*)::integer + 1 as place from handovers h
where ended_at is null and holder_id is null and conversation_id <> $1
  and (not exists (select from own) or (h.requested_at, h.id) < (select requested_at, id from own))`;

const REQUEST = `
with requested as (
  insert into handovers (conversation_id, requested_at) values ($1, $2)
  on conflict (conversation_id) where ended_at is null do nothing
  returning id
)
select pg_notify($3, $4) from requested`;

const TAKE = `
insert into handovers (conversation_id, holder_id, shown_as, taken_at, heard_at) values ($1, $2, $3, $4, $4)
on conflict (conversation_id) where ended_at is null do update
  set holder_id = excluded.holder_id, shown_as = excluded.shown_as,
    taken_at = excluded.taken_at, heard_at = excluded.heard_at
  where handovers.holder_id is null
returning id`;

const END = `
with ended as (
  update handovers set ended_at = $2, ended_by = $3
  where conversation_id = $1 and ended_at is null
    and ($4::bigint is null or holder_id = $4) and ($5::timestamptz is null or heard_at <= $5)
  returning conversation_id
), answering as (
  update conversations c set mode = 'bot' from ended where c.id = ended.conversation_id
)
select pg_notify($6, $7) from ended`;

/** `hours` null: none are configured, and nobody is promised when somebody comes. */
export function createHandovers({
  database,
  conversations,
  notices,
  hours,
  now,
}: {
  database: Database;
  conversations: Pick<Conversations, 'appendIn' | 'heard' | 'noteIn'>;
  notices: Pick<Notices, 'payloadForAll'>;
  hours: OpeningHours | null;
  now: () => Date;
}) {
  const queueChanged = () => [NOTICE_CHANNEL, notices.payloadForAll('queue', 'queue')];

  const port: HandOver = {
    async request(conversationId, at) {
      const write = async (tx: Queryable) => {
        await tx.query(REQUEST, [conversationId, at, ...queueChanged()]);
      };
      const opensAt = hours?.opensAt(at) ?? null;
      const open = opensAt !== null && hours!.isOpen(at);
      if (!open) return { open, place: null, opensAt, write };
      const { rows } = await database.query<{ place: number }>(PLACE, [conversationId]);
      return { open, place: rows[0]!.place, opensAt: null, write };
    },
    giveBack: (conversationId, at) => async (tx) => {
      await end(tx, conversationId, { by: 'citizen', at });
    },
  };

  /** Whether a hand-over was ended; only one of `holder`, and only one that was silent since `silentSince`, where given. */
  async function end(
    tx: Queryable,
    conversationId: string,
    how: { by: 'officer' | 'citizen' | 'silence'; at: Date; holder?: string; silentSince?: Date },
  ): Promise<boolean> {
    const { by, at, holder = null, silentSince = null } = how;
    const values = [conversationId, at, by, holder, silentSince, ...queueChanged()];
    return (await tx.query(END, values)).rowCount > 0;
  }

  /** Runs `work` on the locked conversation, then lets this process hear what it said; null when there is none. */
  async function onConversation<T>(
    id: ConversationId,
    work: (tx: Queryable, conversation: Pick<Conversation, 'id' | 'channel'>) => Promise<T>,
  ): Promise<T | null> {
    const result = await database.transaction(async (tx) => {
      const { rows } = await tx.query<Pick<Conversation, 'id' | 'channel'>>(
        'select id, channel from conversations where id = $1 for update',
        [id],
      );
      return rows[0] ? work(tx, rows[0]) : null;
    });
    conversations.heard(id);
    return result;
  }

  /** Who asked first has it; the same officer again changes nothing. The citizen is told who is there. */
  async function take(id: ConversationId, { staffId, shownAs }: Holder): Promise<TakeOutcome> {
    const outcome = await onConversation<TakeOutcome>(id, async (tx, conversation) => {
      const taken = await tx.query(TAKE, [id, staffId, shownAs, now()]);
      if (taken.rowCount === 0) return (await holds(tx, id, staffId)) ? 'taken' : 'held';
      await tx.query(`update conversations set mode = 'staff' where id = $1`, [id]);
      await interruptTurn(tx, id);
      await conversations.appendIn(tx, conversation, [
        messageActivity({
          text: replies.officerHere(shownAs),
          suggestions: [replies.assistantAgainButton],
        }),
      ]);
      await tx.query('select pg_notify($1, $2)', queueChanged());
      return 'taken';
    });
    return outcome ?? 'gone';
  }

  /** Says `text` to the citizen under the officer's name, and notes who it was. */
  async function say(id: ConversationId, staffId: string, text: string): Promise<HolderOutcome> {
    const outcome = await onConversation<HolderOutcome>(id, async (tx, conversation) => {
      const { rows } = await tx.query<{ shownAs: string }>(
        `update handovers set heard_at = $3 where conversation_id = $1 and holder_id = $2 and ended_at is null
         returning shown_as as "shownAs"`,
        [id, staffId, now()],
      );
      if (!rows[0]) return 'not_held';
      const said = officerActivity(rows[0].shownAs, text);
      const position = await conversations.appendIn(tx, conversation, [said]);
      await tx.query(
        'insert into officer_messages (conversation_id, position, staff_id) values ($1, $2, $3)',
        [id, position, staffId],
      );
      return 'done';
    });
    return outcome ?? 'not_held';
  }

  /**
   * An officer has answered in the channel's own screen: that takes the conversation over, where nobody had it, and
   * what was said is noted. The citizen is told who is there only by the officer's own words.
   */
  async function saidElsewhere(
    id: ConversationId,
    { staffId, shownAs }: Holder,
    text: string,
    messageId: string,
  ): Promise<void> {
    await onConversation(id, async (tx) => {
      const position = await conversations.noteIn(tx, id, messageId, officerActivity(shownAs, text));
      if (position === null) return;
      await tx.query(
        'insert into officer_messages (conversation_id, position, staff_id) values ($1, $2, $3)',
        [id, position, staffId],
      );
      const taken = await tx.query(TAKE, [id, staffId, shownAs, now()]);
      if (taken.rowCount > 0) {
        await tx.query(`update conversations set mode = 'staff' where id = $1`, [id]);
        await interruptTurn(tx, id);
        await tx.query('select pg_notify($1, $2)', queueChanged());
      } else
        await tx.query(
          'update handovers set heard_at = $2 where conversation_id = $1 and ended_at is null and holder_id is not null',
          [id, now()],
        );
    });
  }

  async function handBack(
    id: ConversationId,
    how: { by: 'officer' | 'silence'; holder?: string; silentSince?: Date },
  ): Promise<HolderOutcome> {
    const outcome = await onConversation<HolderOutcome>(id, async (tx, conversation) => {
      if (!(await end(tx, id, { ...how, at: now() }))) return 'not_held';
      await interruptTurn(tx, id);
      const text = how.by === 'silence' ? replies.officerSilent : replies.assistantAgain;
      await conversations.appendIn(tx, conversation, [messageActivity({ text, suggestions: [] })]);
      return 'done';
    });
    return outcome ?? 'not_held';
  }

  return {
    /** What the assistant asks of it. */
    port,
    take,
    say,
    saidElsewhere,
    /** The officer hands the conversation back, and the citizen is told. */
    giveBack: (id: ConversationId, staffId: string) => handBack(id, { by: 'officer', holder: staffId }),
    /** Hands back what its officer has said nothing to since `silentSince`; resolves to how many. */
    async giveBackForgotten(silentSince: Date): Promise<number> {
      const { rows } = await database.query<{ id: ConversationId }>(
        `select conversation_id as id from handovers
         where ended_at is null and holder_id is not null and heard_at <= $1 order by heard_at limit $2`,
        [silentSince, FORGOTTEN_AT_ONCE],
      );
      let count = 0;
      for (const { id } of rows) if ((await handBack(id, { by: 'silence', silentSince })) === 'done') count++;
      return count;
    },
    /** The holder has seen the transcript up to `position`; of anybody else nothing is noted. */
    async markRead(id: ConversationId, staffId: string, position: number): Promise<void> {
      await database.query(
        `update handovers set read_position = greatest(read_position, $3)
         where conversation_id = $1 and holder_id = $2 and ended_at is null`,
        [id, staffId, position],
      );
    },
  };
}

async function holds(tx: Queryable, id: ConversationId, staffId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from handovers where conversation_id = $1 and holder_id = $2 and ended_at is null',
    [id, staffId],
  );
  return rowCount > 0;
}

function officerActivity(shownAs: string, text: string): Partial<Activity> {
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    from: { id: OFFICER_ID, name: capitalised(shownAs), role: 'bot' },
  };
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
