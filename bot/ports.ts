// What the bot asks of the desk; the desk fits these shapes without the bot knowing its tables.

import type { Queryable } from '../knowledge/ports.ts';
import type { Category } from './understand.ts';

/** Work for `Turn.together`: commits in one transaction with the replies and the state of the turn. */
export type Writing = (tx: Queryable) => Promise<void>;

export const TICKET_STATUSES = [
  'received',
  'info_requested',
  'info_given',
  'processing',
  'returned',
  'refused',
  'answered',
  'published',
] as const;
/**
 * From the national states of a reflection (formulas of QĐ 766/QĐ-TTg): chờ tiếp nhận, yêu cầu bổ sung, đã bổ sung,
 * đang xử lý, trả lại (không thuộc thẩm quyền), từ chối, chờ công khai, đã công khai.
 */
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_CLASSES = ['regulation', 'conduct', 'service', 'praise'] as const;
/** Reported nationally are quy định (regulation) and hành vi (conduct), QĐ 766/QĐ-TTg; the others are our own. */
export type TicketClass = (typeof TICKET_CLASSES)[number];

export const RATINGS = ['very_satisfied', 'satisfied', 'dissatisfied'] as const;
export type Rating = (typeof RATINGS)[number];

/** What a citizen wants recorded. Texts are as the citizen wrote them; null where nothing was said. */
export interface TicketDraft {
  /** The conversation that gets the news; null for a caller on the phone. */
  conversationId: string | null;
  channel: string;
  category: Category;
  what: string;
  where: string | null;
  when: string | null;
  agencyId: string | null;
  dossierCode: string | null;
  urgent: boolean;
  /** An anonymous complaint is taken as information: no answer is promised. */
  anonymous: boolean;
  name: string | null;
  phone: string | null;
  /** Ids that the store of attachments gave. */
  attachments: readonly string[];
  /** The code of an open ticket about the same thing that the citizen chose to join. */
  incidentCode: string | null;
}

/** A ticket that exists once `write` has committed. `key` is the unguessable part for look-up, told to the citizen once. */
export interface PreparedTicket {
  code: string;
  key: string;
  /** When the answer is promised; null for an anonymous ticket. `projected`: a holiday of the way is not official yet. */
  dueAt: Date | null;
  projected: boolean;
  write: Writing;
}

/** What a citizen may know of a ticket. */
export interface TicketNews {
  code: string;
  status: TicketStatus;
  category: Category;
  openedAt: Date;
  dueAt: Date | null;
  agency: string | null;
  /** The last answer sent to the citizen. */
  answer: string | null;
  /** Whether the citizen may rate the answer now. */
  rateable: boolean;
  /** Steps for the citizen's eyes, oldest first. */
  history: readonly { at: Date; status: TicketStatus }[];
  /** Whether the conversation that asks is the one that has the ticket: news and replies go there and nowhere else. */
  here: boolean;
}

export type TicketAnswer =
  | { kind: 'found'; news: TicketNews }
  /** Unknown code or wrong key: never told apart, in words or in time. */
  | { kind: 'no_match' }
  | { kind: 'locked'; until: Date };

export interface TicketDesk {
  prepare(draft: TicketDraft, now: Date): Promise<PreparedTicket>;
  /** Open tickets of the last weeks that tell of the same thing, best first, at most three; summaries are masked. */
  similar(draft: TicketDraft): Promise<readonly { code: string; summary: string; openedAt: Date }[]>;
  /** Those that were sent from this conversation or go on in it, newest first. */
  ofConversation(conversationId: string): Promise<readonly TicketNews[]>;
  /** Wrong tries count for conversation and address. */
  lookUp(input: {
    code: string;
    key: string;
    conversationId: string;
    address: string | null;
    now: Date;
  }): Promise<TicketAnswer>;
  /** Gives the ticket to this conversation and tells the one that had it; only after a look-up that found it. */
  continueIn(conversationId: string, code: string, now: Date): Writing;
  /** What the citizen adds to a ticket after being asked for more, from this conversation. */
  addInformation(
    code: string,
    said: { text: string; attachments: readonly string[]; conversationId: string },
    now: Date,
  ): Writing;
  /** A dissatisfied citizen may reopen once more with `reopen`; the ticket goes to somebody who may not pass it on again. */
  rate(code: string, rating: Rating, now: Date): Writing;
  reopen(code: string, why: string, now: Date): Writing;
  /** Counts a denunciation or formal appeal without any content. */
  count(kind: 'denunciation' | 'formal-appeal', channel: string, now: Date): Writing;
}

/** A dossier as far as its second factor allows. */
export interface DossierStanding {
  code: string;
  procedureTitle: string;
  agency: string;
  /** `TrangThai` 1 to 10 of the national portal. */
  status: number;
  receivedAt: Date | null;
  dueAt: Date | null;
  finishedAt: Date | null;
  /** Working days from now to the due date; negative when it has passed; null when the clock does not run. */
  workingDaysLeft: number | null;
  /** When the source said so. */
  asOf: Date;
  /** The source is out of reach and this is what was last known. */
  stale: boolean;
  /** Of the demonstration: no citizen's dossier. */
  madeUp: boolean;
}

/** What a citizen must know besides the code: how many last digits of which number on the dossier. */
export interface FactorSettings {
  of: 'phone' | 'identity' | 'either';
  digits: number;
}

export type DossierAnswer =
  | { kind: 'found'; standing: DossierStanding }
  /** Unknown code or wrong factor: never told apart, in words or in time. */
  | { kind: 'no_match' }
  | { kind: 'locked'; until: Date }
  | { kind: 'unavailable' };

export interface DossierRegistry {
  readonly factor: Readonly<FactorSettings>;
  /** Whether anything could be found at all: dossiers were imported, or a provider is configured. */
  connected(): Promise<boolean>;
  /** `factor`: the last digits of phone or identity number as configured. Wrong tries count for conversation and address. */
  lookUp(input: {
    code: string;
    factor: string;
    conversationId: string;
    address: string | null;
    now: Date;
  }): Promise<DossierAnswer>;
  /** Tells the conversation when the status changes; only after a look-up that found it. */
  follow(code: string, conversationId: string, now: Date): Writing;
  unfollow(code: string, conversationId: string): Writing;
}

/** A person at the desk for a conversation. */
export interface HandOver {
  /** Asks for an officer. `place` is the place in the queue, 1 for the next; null outside opening hours. */
  request(
    conversationId: string,
    now: Date,
  ): Promise<{ open: boolean; place: number | null; opensAt: Date | null; write: Writing }>;
  /** The citizen wants the assistant back. */
  giveBack(conversationId: string, now: Date): Writing;
}

/** What a photo shows, as far as its printed codes tell: a receipt, a card that nobody shall keep, or nothing for us. */
export type PhotoSight = { kind: 'dossier'; code: string } | { kind: 'identity_card' } | { kind: 'nothing' };

export interface PhotoReader {
  /** Never rejects: what is no photo, or takes too long, shows nothing. `thoroughly`: also where it is hard to read. */
  look(bytes: Buffer, how: { thoroughly: boolean }): Promise<PhotoSight>;
}

/** A voice note; its type is told by its bytes. */
export interface VoiceNote {
  bytes: Buffer;
  /** As in `voice.aac`, without the dot. */
  extension: string;
}

/** `unclear`: nothing could be made out, or not surely; `unavailable`: nobody listened. */
export type Transcription = { kind: 'heard'; text: string } | { kind: 'unclear' } | { kind: 'unavailable' };

export interface Transcriber {
  /** Never rejects, and keeps nothing of the voice. */
  transcribe(note: VoiceNote, signal?: AbortSignal): Promise<Transcription>;
}
