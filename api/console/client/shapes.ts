// What the console reads of the interface, as types.

import type { z } from 'zod';
import type { Gap } from '../../../bot/gaps.ts';
import type { Trouble } from '../../channels/health.ts';
import type { SignIn as SignInView } from '../../channels/views.ts';
import type * as copilot from '../../copilot/views.ts';
import type { Import, ImportList } from '../../imports/views.ts';
import type * as modelTurns from '../../model-turns/views.ts';
import type { ReportList, Report as ReportView } from '../../reports/views.ts';
import type { Role } from '../../route.ts';
import type * as views from '../../tickets/views.ts';

export type TicketRow = z.output<typeof views.TicketRow>;
export type TicketView = z.output<typeof views.TicketView>;
export type TicketEvent = z.output<typeof views.TicketEvent>;
export type QueuePage = z.output<typeof views.QueuePage>;
export type QueueView = (typeof views.QUEUE_VIEWS)[number];
export type MovedTickets = z.output<typeof views.MovedTickets>;
export type LoggedTicket = z.output<typeof views.LoggedTicket>;
export type CannedReply = z.output<typeof views.CannedReply>;

export type ModelTurnRow = z.output<typeof modelTurns.ModelTurnRow>;
export type ModelTurnPage = z.output<typeof modelTurns.ModelTurnPage>;
export type CopilotRunRow = z.output<typeof copilot.CopilotRunRow>;
export type CopilotRunPage = z.output<typeof copilot.CopilotRunPage>;
export type Suggestion = z.output<typeof copilot.Suggestion>;
export type Summary = z.output<typeof copilot.Summary>;

export interface Person {
  id: string;
  name: string;
}

export interface Agency {
  id: string;
  name: string;
  kind: string;
  phrases: readonly string[];
  active: boolean;
}

export interface Session {
  staff: { id: string; name: string; username: string; role: Role; agency: Person | null };
  csrfToken: string;
  permissions: readonly string[];
}

export interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  current: boolean;
}

export interface Colleague {
  id: string;
  username: string;
  name: string;
  role: Role;
  agency: Person | null;
  active: boolean;
  /** Whether an invitation has been taken up. */
  signedUp: boolean;
  createdAt: string;
}

export interface AuditPage {
  entries: readonly {
    id: string;
    at: string;
    staff: Person | null;
    action: string;
    subject: string | null;
    detail: string | null;
  }[];
  next: string | null;
}

export interface ConversationRow {
  id: string;
  channel: string;
  mode: 'bot' | 'staff';
  waitingSince: string | null;
  place: number | null;
  holder: Person | null;
  lastText: string | null;
  unread: number;
  ticketCodes: readonly string[];
}

export interface Said {
  position: number;
  from: 'citizen' | 'assistant' | 'officer';
  by: Person | null;
  text: string;
  at: string;
  sources: readonly { code: string; title: string }[];
  delivery: views.DeliveryState | null;
  deliveryReason: string | null;
}

export interface ConversationView {
  conversation: ConversationRow;
  activities: readonly Said[];
  /** Whether more was said before the first of `activities`. */
  earlier: boolean;
  tickets: readonly Pick<TicketRow, 'code' | 'status' | 'openedAt'>[];
}

export interface HotlineAnswer {
  outcome: string;
  spoken: string;
  procedure: { code: string; title: string; url: string | null } | null;
  choices: readonly { code: string; title: string }[];
  facts: readonly { facet: string; label: string; text: string }[];
  source: string | null;
}

export interface CallerHistory {
  tickets: readonly Pick<TicketRow, 'code' | 'status' | 'category' | 'summary' | 'openedAt' | 'dueAt'>[];
  calls: readonly { at: string; summary: string; ticketCode: string | null }[];
}

/** As /api/gaps gives it: times are text. */
export type ListedGap = Omit<Gap, 'resolution'> & {
  resolution: { by: 'alias' | 'link'; code: string; at: string } | null;
};

export interface GapPage {
  gaps: readonly ListedGap[];
  total: number;
}

export interface FoundProcedure {
  code: string;
  title: string;
  levels: readonly string[];
  aliases: readonly string[];
}

export interface ProcedureHistory {
  /** Null once the procedure was repealed. */
  current: { title: string } | null;
  /** Newest first. */
  versions: readonly {
    version: number;
    status: 'current' | 'superseded' | 'repealed';
    from: string;
    to: string | null;
    /** Month in which the source was read, `2026-07`. */
    dataDate: string;
    changes: readonly {
      field: string;
      label: string;
      removed: readonly string[];
      added: readonly string[];
    }[];
  }[];
}

export interface ChannelHealth {
  channel: string;
  troubles: readonly Trouble[];
  heardAt: string | null;
  queued: number;
  oldestQueuedAt: string | null;
  waitingForCitizen: number;
  waitingForQuota: number;
  failed: number;
  lastFailure: string | null;
  keysUntil: string | null;
  quotas: readonly { type: string; remain: number; total: number; toldAt: string }[];
}

export type SignIn = z.output<typeof SignInView>;

export type Report = z.output<typeof ReportView>;
export type ReportsSeen = z.output<typeof ReportList>;

export type CatalogueImport = z.output<typeof Import>;
export type ImportsSeen = z.output<typeof ImportList>;

export interface Sentence {
  key: string;
  /** What the citizen reads now. */
  text: string;
  shipped: string;
  /** Null: said as shipped. */
  changedAt: string | null;
}

export interface Holiday {
  day: string;
  kind: 'off' | 'work';
  name: string;
  basis: string;
  status: 'official' | 'projected';
  /** Null: the whole day. */
  part: 'morning' | 'afternoon' | null;
  /** Null: everybody's day. */
  agencyId: string | null;
  /** From the shipped table, projected from the law, or entered here. */
  source: 'shipped' | 'projected' | 'entered';
}

export interface Overview {
  today: {
    opened: number;
    answered: number;
    overdue: number;
    dueSoon: number;
    waitingConversations: number;
    questions: number;
    answeredShare: number | null;
  };
  clocks: readonly { agency: string; onTime: number; overdue: number }[];
  perDay: readonly { day: string; opened: number; answered: number; questions: number }[];
  topProcedures: readonly { code: string; title: string; count: number }[];
  satisfaction: { very_satisfied: number; satisfied: number; dissatisfied: number };
  byCategory: readonly { category: string; count: number }[];
  byChannel: readonly { channel: string; count: number }[];
}
