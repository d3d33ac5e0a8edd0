// The turn, in reading order: is a human talking? → could it be heard, can it be read? → shall it be forgotten? → was a choice offered, an answer rejected? → danger first → another law's door → complaints and tickets → what is wanted → answer → a person.

import { ActivityHandler, type TurnContext } from 'botbuilder-core';
import type { Spoken } from '../knowledge/english.ts';
import type { Asking } from '../knowledge/language-model/aid.ts';
import { fold, normalise, tokenise } from '../knowledge/vietnamese.ts';
import type { TurnHandler } from './adapter.ts';
import { filesOf } from './attachments.ts';
import type { Complaint } from './dialogs/complaint.ts';
import type { DossierStatusDialog } from './dialogs/dossier-status.ts';
import type { ErasureDialog } from './dialogs/erasure.ts';
import type { Guidance } from './dialogs/guidance.ts';
import type { HandOverDialog } from './dialogs/hand-over.ts';
import type { OtherDoors } from './dialogs/other-doors.ts';
import type { Rejection } from './dialogs/rejection.ts';
import type { TicketStatusDialog } from './dialogs/ticket-status.ts';
import type { Gaps } from './gaps.ts';
import { missedOf, sightOf } from './media.ts';
import type { Message } from './message.ts';
import { FIXED, replies } from './replies.ts';
import { inEasyWords } from './replies-easy.ts';
import { inLanguage } from './replies-english.ts';
import { messageActivity, type Reply } from './reply.ts';
import type { ConversationState } from './state.ts';
import { type Turn, turnOf } from './turn.ts';
import type { Intent, Understand, Understanding } from './understand.ts';
import { voiceOf } from './voice/hearing.ts';
import { takeReadBack, withReadBack } from './voice/read-back.ts';
import { unheard } from './voice/unheard.ts';

/** Steps of a turn; the first that returns a reply ends it. A step that is not in this list does not exist. */
type Step = (message: Message) => Promise<Reply | null> | Reply | null;

/** Makes the handler of turns. `keptDays`: for how long words are kept, told at the beginning; null where it is not known. */
export function createAssistant(input: {
  handOver: HandOverDialog;
  erasure: ErasureDialog;
  doors: OtherDoors;
  ticketStatus: TicketStatusDialog;
  complaint: Complaint;
  guidance: Guidance;
  rejection: Rejection;
  dossierStatus: DossierStatusDialog;
  gaps: Gaps;
  understand: Understand;
  keptDays: number | null;
  /** Puts what is said into the words of the office. */
  worded: (text: string) => string;
}): TurnHandler {
  const {
    handOver,
    erasure,
    doors,
    ticketStatus,
    complaint,
    dossierStatus,
    guidance,
    rejection,
    gaps,
    understand,
    keptDays,
    worded,
  } = input;

  const steps: Step[] = [
    whilePersonTalks,
    unheard,
    unreadable,
    ({ text, turn }) => handOver.takeBack(text, turn),
    ({ text, turn }) => erasure.erase(text, turn),
    (message) => guidance.choose(message.understood.inVietnamese, message.state, askingOf(message)),
    ({ understood, state }) => rejection.reject(understood.inVietnamese, state),
    emergency,
    doors.respond,
    ticketStatus.respond,
    complaint.respond,
    dossierStatus.respond,
    (message) => (message.understood.intent === 'handoff' ? person(message) : null),
    smalltalk,
    fixed,
    (message) => guidance.guide(message.text, message.state, askingOf(message)),
  ];

  async function respond(message: Message): Promise<Reply> {
    for (const step of steps) {
      const reply = await step(message);
      if (reply !== null) return complaint.setAside(reply, message.state);
    }
    return person(message);
  }

  function whilePersonTalks(message: Message): Reply | null {
    const { text, turn, understood } = message;
    if (turn.conversation.mode === 'bot') return null;
    return emergency(message) ?? handOver.takeBack(text, turn) ?? handOver.stayOut(understood.intent);
  }

  /** Only questions about procedures reach a language model: nothing of a complaint, a ticket, a dossier, another's door. */
  function askingOf({ turn, state, understood, files }: Message): Asking | null {
    const { complaint, door, dossierAsked, ticket, answered, asked } = state;
    const { conversation, position, showSoFar } = turn;
    const elsewhere = complaint !== null || door !== null || dossierAsked !== null || files.length > 0;
    if (elsewhere || (ticket?.step ?? null) !== null || conversation.mode !== 'bot') return null;
    const isGuidance = (said: string) => said === '' || understand(said).intent === 'procedure';
    // What a choice answers was said before, and so was what a follow-up goes on about.
    if (understood.intent !== 'procedure' || !isGuidance(asked)) return null;
    const before = answered?.asked ?? '';
    return { conversation: conversation.id, position, before: isGuidance(before) ? before : '', showSoFar };
  }

  function person({ text, turn }: Message): Promise<Reply> {
    return handOver.request(text, turn);
  }

  const privacy = keptDays === null ? [] : [replies.welcomePrivacy(keptDays)];
  const welcome = [replies.welcome, ...privacy].join('\n');
  const handler = new ActivityHandler();
  handler.onTurn(async (context, next) => {
    context.onSendActivities(async (_, activities, send) => {
      const easy = wantsEasyWords(context);
      for (const activity of activities)
        if (activity.text) activity.text = worded(easy ? inEasyWords(activity.text) : activity.text);
      return send();
    });
    await next();
  });
  handler.onMembersAdded(async (context, next) => {
    if (context.activity.membersAdded?.some(({ id }) => id !== context.activity.recipient.id))
      await context.sendActivity(messageActivity({ text: welcome, suggestions: replies.welcomeSuggestions }));
    await next();
  });
  handler.onMessage(async (context, next) => {
    const turn = turnOf(context);
    const { state, record } = turn;
    const said = offered(context.activity.text ?? '', state);
    const answered = takeReadBack(said, turn);
    const text = answered.kind === 'yes' ? answered.text : said;
    const heard = understand(text);
    state.spoken = spokenNow(text, heard, state);
    const files = filesOf(context.activity);
    const [missed, sight] = [missedOf(context.activity), sightOf(context.activity)];
    const voice = answered.kind === 'yes' ? null : voiceOf(context.activity);
    const understood = continued(text, heard, state);
    const message = { text, files, missed, sight, voice, state, heard, understood, turn };
    const answer = answered.kind === 'no' ? nothingDone(state) : await withReadBack(message, respond);
    const reply = inLanguage(state.spoken, answer);
    Object.assign(record, reply.record);
    state.lastIntent = String(reply.record.intent);
    if (state.lastIntent !== 'procedure') state.answered = null;
    if (reply.text !== '') state.offered = [...reply.suggestions];
    await noteGaps(reply, turn);
    // Where a channel does not tell of arrivals, the first message is one: nobody talks to a machine unknowingly.
    if (turn.position === 1) await context.sendActivity(messageActivity({ text: welcome, suggestions: [] }));
    if (sight === 'identity_card' && /[\p{L}\p{N}]/u.test(text))
      await context.sendActivity(messageActivity({ text: replies.identityCard, suggestions: [] }));
    if (wasCut(context)) await context.sendActivity(messageActivity({ text: replies.cut, suggestions: [] }));
    if (reply.text !== '') await context.sendActivity(messageActivity(reply));
    await next();
  });
  return (context) => handler.run(context);

  async function noteGaps({ gaps: notes = [] }: Reply, { conversation, now, together }: Turn): Promise<void> {
    for (const note of notes) together.push(await gaps.writing(note, { channel: conversation.channel, now }));
  }
}

/**
 * Intents whose next message mostly belongs to them ("ừ, gửi đi", "ở phường, sáng nay", "bạn trai em người Hàn"), with
 * how far ahead another reading must be to end them.
 */
const LEAD_TO_END: ReadonlyMap<string | null, number> = new Map<Intent, number>([
  ['complaint', 2],
  ['denunciation', 2],
  ['dossier', 2],
  ['ticket-status', 2],
  ['procedure', 3],
]);
/** In the middle of a conversation "đừng ghi tên tôi" is no denunciation, and the name of a crossroads no accident. */
const LEAD_TO_BE_HEARD = 1;
const MOST_WORDS_BESIDE_NUMBER = 4;
/** These are hardly ever what was said before in other words. */
const ALWAYS_HEARD: ReadonlySet<Intent> = new Set([
  'emergency',
  'handoff',
  'cancel',
  'abuse',
  'denunciation',
]);

function continued(text: string, understood: Understanding, state: ConversationState): Understanding {
  const { intent, scores } = understood;
  const before = state.lastIntent as Intent;
  const lead = LEAD_TO_END.get(before);
  if (lead === undefined || before === intent) return understood;
  // A complaint that was sent or dropped does not go on.
  if (before === 'complaint' && state.complaint === null && state.door === null) return understood;
  const behind = (scores.get(intent) ?? 0) - (scores.get(before) ?? 0);
  if (ALWAYS_HEARD.has(intent) && behind > LEAD_TO_BE_HEARD) return understood;
  const isMore = intent === 'confirm' ? before !== 'procedure' : behind < lead;
  return isMore || answersQuestion(text, state) ? { ...understood, intent: before } : understood;
}

/** Whether it is what was just asked for, whatever else such a message could be. */
function answersQuestion(text: string, { lastIntent, dossierAsked }: ConversationState): boolean {
  return lastIntent === 'dossier' && dossierAsked !== null && isHardlyMoreThanNumber(text);
}

/** "3 4 5 6 đó em" */
function isHardlyMoreThanNumber(text: string): boolean {
  const words = tokenise(text);
  const numbers = words.filter((word) => /^\d+$/.test(word)).length;
  return numbers > 0 && words.length - numbers <= MOST_WORDS_BESIDE_NUMBER;
}

/** What was offered under this number: where a channel has no buttons, choices are told with numbers. */
function offered(text: string, { offered: choices }: ConversationState): string {
  const number = /^\s*([1-9])\s*[.)]?\s*$/.exec(text)?.[1];
  return number === undefined ? text : (choices[Number(number) - 1] ?? text);
}

/** A button carries a Vietnamese title whatever is spoken, and some messages do not show their language. */
function spokenNow(text: string, { spoken }: Understanding, state: ConversationState): Spoken {
  const isButton = state.choices.some(({ title }) => title === text.trim());
  return isButton || spoken === null ? state.spoken : spoken;
}

/** What is said of photos that show no dossier code. */
const SIGHTS = { nothing: replies.noCodeOnPhoto, identity_card: replies.identityCard } as const;

function unreadable({ text, files, missed, sight, understood }: Message): Reply | null {
  if (files.length > 0 || missed !== null || /[\p{L}\p{N}]/u.test(text)) return null;
  if (sight !== null) return fixedReply(understood.intent, SIGHTS[sight], 'no_source');
  return fixedReply(understood.intent, replies.unreadable, 'no_source');
}

function emergency({ understood: { intent, category } }: Message): Reply | null {
  if (intent !== 'emergency') return null;
  return fixedReply(intent, category === 'distress' ? replies.distress : replies.emergency);
}

function nothingDone({ lastIntent }: ConversationState): Reply {
  return {
    text: replies.readBackDropped,
    suggestions: [],
    record: { intent: lastIntent ?? 'cancel', outcome: 'answered' },
  };
}

function smalltalk({ text, understood: { intent } }: Message): Reply | null {
  if (intent !== 'smalltalk') return null;
  const said = fold(normalise(text));
  if (/\b(?:cam on|tks|thanks|thank)\b/.test(said)) return fixedReply(intent, replies.thanks);
  if (/\b(?:tam biet|bye|bai)\b/.test(said)) return fixedReply(intent, replies.goodbye);
  return fixedReply(intent, replies.smalltalk);
}

function fixed({ understood: { intent } }: Message): Reply | null {
  const text = FIXED[intent];
  if (text === undefined) return null;
  const outcome = intent === 'out-of-scope' ? 'out_of_scope' : 'answered';
  return fixedReply(intent, text, outcome, intent === 'abuse' ? [replies.human] : []);
}

function fixedReply(
  intent: Intent,
  text: string,
  outcome = 'answered',
  suggestions: readonly string[] = [],
): Reply {
  return { text, suggestions, record: { intent, outcome } };
}

/** The widget says so with every message of who has switched them on. */
function wantsEasyWords({ activity }: TurnContext): boolean {
  const data: { easy?: boolean } | undefined = activity.channelData;
  return data?.easy === true;
}

/** The channel keeps the beginning of an overlong text and says how long it was. */
function wasCut(context: TurnContext): boolean {
  const data: unknown = context.activity.channelData;
  return typeof data === 'object' && data !== null && 'cutFrom' in data;
}
