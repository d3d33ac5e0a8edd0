// The turn, in reading order: can it be read? → was a choice offered, an answer rejected? → danger first → what is wanted → answer → a person.

import { ActivityHandler, type TurnContext } from 'botbuilder-core';
import type { Spoken } from '../knowledge/english.ts';
import { fold, normalise } from '../knowledge/vietnamese.ts';
import type { TurnHandler } from './adapter.ts';
import type { Guidance } from './dialogs/guidance.ts';
import type { Rejection } from './dialogs/rejection.ts';
import type { Gaps } from './gaps.ts';
import { type Contact, FIXED, handoffText, replies } from './replies.ts';
import { inLanguage } from './replies-english.ts';
import { messageActivity, type Reply } from './reply.ts';
import type { ConversationState } from './state.ts';
import { type Turn, turnOf } from './turn.ts';
import type { Intent, Understand, Understanding } from './understand.ts';

interface Message {
  text: string;
  state: ConversationState;
  understood: Understanding;
}

/** Steps of a turn; the first that returns a reply ends it. A step that is not in this list does not exist. */
type Step = (message: Message) => Promise<Reply | null> | Reply | null;

/** Makes the handler of turns; `contact` is what the Center has configured about itself. */
export function createAssistant(input: {
  guidance: Guidance;
  rejection: Rejection;
  gaps: Gaps;
  understand: Understand;
  contact: Contact;
}): TurnHandler {
  const { guidance, rejection, gaps, understand, contact } = input;

  const steps: Step[] = [
    unreadable,
    ({ understood, state }) => guidance.choose(understood.inVietnamese, state),
    ({ understood, state }) => rejection.reject(understood.inVietnamese, state),
    emergency,
    dossier,
    (message) => (message.understood.intent === 'handoff' ? person(message, contact) : null),
    smalltalk,
    fixed,
    ({ text, state }) => guidance.guide(text, state),
  ];

  async function respond(message: Message): Promise<Reply> {
    for (const step of steps) {
      const reply = await step(message);
      if (reply !== null) return reply;
    }
    return person(message, contact);
  }

  const handler = new ActivityHandler();
  handler.onMembersAdded(async (context, next) => {
    if (context.activity.membersAdded?.some(({ id }) => id !== context.activity.recipient.id))
      await context.sendActivity(
        messageActivity({ text: replies.welcome, suggestions: replies.welcomeSuggestions }),
      );
    await next();
  });
  handler.onMessage(async (context, next) => {
    const turn = turnOf(context);
    const { state, record } = turn;
    const text = context.activity.text ?? '';
    const understood = continued(understand(text), state);
    state.spoken = spokenNow(text, understood, state);
    const reply = inLanguage(state.spoken, await respond({ text, state, understood }));
    Object.assign(record, reply.record);
    state.lastIntent = String(reply.record.intent);
    if (state.lastIntent !== 'procedure') state.answered = null;
    await noteGaps(reply, turn);
    if (wasCut(context)) await context.sendActivity(messageActivity({ text: replies.cut, suggestions: [] }));
    await context.sendActivity(messageActivity(reply));
    await next();
  });
  return (context) => handler.run(context);

  async function noteGaps({ gaps: notes = [] }: Reply, { conversation, now, together }: Turn): Promise<void> {
    for (const note of notes) together.push(await gaps.writing(note, { channel: conversation.channel, now }));
  }
}

/** Intents whose next message mostly belongs to them: "ừ, gửi đi", "ở phường, sáng nay", "bạn trai em người Hàn". */
const CONTINUED: readonly Intent[] = ['complaint', 'denunciation', 'dossier', 'ticket-status', 'procedure'];
/** The context tips the scales when the best reading is less than this ahead of going on as before. */
const TIPPED_BY_CONTEXT = 2;
/** These are never what was said before in other words. */
const ALWAYS_HEARD: ReadonlySet<Intent> = new Set([
  'emergency',
  'handoff',
  'cancel',
  'abuse',
  'denunciation',
]);

function continued(understood: Understanding, state: ConversationState): Understanding {
  const { intent, scores } = understood;
  const before = CONTINUED.find((known) => known === state.lastIntent);
  if (before === undefined || before === intent || ALWAYS_HEARD.has(intent)) return understood;
  const behind = (scores.get(intent) ?? 0) - (scores.get(before) ?? 0);
  const goesOn = intent === 'confirm' ? before !== 'procedure' : behind < TIPPED_BY_CONTEXT;
  if (!goesOn) return understood;
  return { ...understood, intent: before, category: understood.category ?? state.category };
}

/** A button carries a Vietnamese title whatever is spoken, and some messages do not show their language. */
function spokenNow(text: string, { spoken }: Understanding, state: ConversationState): Spoken {
  const isButton = state.choices.some(({ title }) => title === text.trim());
  return isButton || spoken === null ? state.spoken : spoken;
}

function unreadable({ text, understood }: Message): Reply | null {
  if (/[\p{L}\p{N}]/u.test(text)) return null;
  return fixedReply(understood.intent, replies.unreadable, 'no_source');
}

function emergency({ understood: { intent, category } }: Message): Reply | null {
  if (intent !== 'emergency') return null;
  return fixedReply(intent, category === 'distress' ? replies.distress : replies.emergency);
}

function dossier({ state, understood: { intent, dossierCode } }: Message): Reply | null {
  if (dossierCode !== null) state.dossierCode = dossierCode;
  if (intent !== 'dossier') return null;
  const read = dossierCode === null ? [] : [replies.dossierCode(dossierCode)];
  return fixedReply(intent, [...read, replies.dossier].join('\n'), 'no_source', [replies.human]);
}

function smalltalk({ text, understood: { intent } }: Message): Reply | null {
  if (intent !== 'smalltalk') return null;
  const said = fold(normalise(text));
  if (/\b(?:cam on|tks|thanks|thank)\b/.test(said)) return fixedReply(intent, replies.thanks);
  if (/\b(?:tam biet|bye|bai)\b/.test(said)) return fixedReply(intent, replies.goodbye);
  return fixedReply(intent, replies.smalltalk);
}

function fixed({ state, understood: { intent, category } }: Message): Reply | null {
  const text = FIXED[intent];
  if (text === undefined) return null;
  if (intent === 'complaint') state.category = category;
  const outcome = intent === 'out-of-scope' ? 'out_of_scope' : 'answered';
  const needsPerson = intent === 'complaint' || intent === 'ticket-status' || intent === 'abuse';
  const reply = fixedReply(intent, text, outcome, needsPerson ? [replies.human] : []);
  return { ...reply, record: { ...reply.record, category } };
}

function person({ understood }: Message, contact: Contact): Reply {
  return fixedReply(understood.intent, handoffText(contact));
}

function fixedReply(
  intent: Intent,
  text: string,
  outcome = 'answered',
  suggestions: readonly string[] = [],
): Reply {
  return { text, suggestions, record: { intent, outcome } };
}

/** The channel keeps the beginning of an overlong text and says how long it was. */
function wasCut(context: TurnContext): boolean {
  const data: unknown = context.activity.channelData;
  return typeof data === 'object' && data !== null && 'cutFrom' in data;
}
