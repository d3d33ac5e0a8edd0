// Denunciations and formal appeals: nothing is collected, the door is shown, and only a call back may be asked for.

import { buttons, complaintReplies as texts } from '../complaint-replies.ts';
import { commandOf } from '../complaints/commands.ts';
import { isWritten } from '../complaints/form.ts';
import { tellsOfBribery } from '../complaints/reading.ts';
import { receiptText } from '../complaints/review.ts';
import type { Message } from '../message.ts';
import { readPhone } from '../phone.ts';
import type { TicketDesk } from '../ports.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { ConversationState } from '../state.ts';

type Door = NonNullable<ConversationState['door']>['kind'];

export interface OtherDoors {
  /** Answers what belongs to another law; null for everything else. */
  respond(message: Message): Promise<Reply | null>;
}

const TEXTS: Readonly<Record<Door, string>> = {
  denunciation: replies.denunciation,
  'formal-appeal': replies.formalAppeal,
};

export function createOtherDoors({ desk }: { desk: TicketDesk }): OtherDoors {
  async function respond(message: Message): Promise<Reply | null> {
    const { state, text, heard } = message;
    if (state.complaint?.ordinary) return null;
    const { door } = state;
    const command = commandOf(text);
    if (door !== null && command === 'call') return askPhone(door);
    // A button says nothing of a matter.
    if (command !== null) return null;
    if (door?.phone && heard.intent !== 'cancel') {
      const phone = readPhone(text);
      if (phone !== null) return callBack(phone, door.kind, message);
      if (/\d{5}/.test(text.replace(/\D/g, ''))) return askPhone(door, texts.noPhone);
    }
    const kind = doorOf(message);
    if (kind !== null) return show(kind, message);
    if (heard.intent !== 'confirm' && heard.intent !== 'smalltalk') state.door = null;
    return null;
  }

  /** What was collected before is dropped, and the denunciation counted once however much is said about it. */
  function show(kind: Door, { state, turn, understood }: Message): Reply {
    if (state.door?.kind !== kind) turn.together.push(desk.count(kind, turn.conversation.channel, turn.now));
    state.door = { kind, phone: false };
    state.complaint = null;
    const isComplaint = understood.intent === 'complaint';
    return {
      text: `${TEXTS[kind]}\n\n${texts.callOffer}`,
      suggestions: [buttons.call, buttons.ordinary, replies.human],
      record: {
        intent: isComplaint ? 'complaint' : kind,
        outcome: 'answered',
        ...(isComplaint && { category: 'harassment-bribery' }),
      },
    };
  }

  function askPhone(door: NonNullable<ConversationState['door']>, opening = ''): Reply {
    door.phone = true;
    const text = [opening, texts.questions.phone].filter(Boolean).join('\n');
    return { text, suggestions: [buttons.cancel], record: { intent: door.kind, outcome: 'asked_back' } };
  }

  async function callBack(phone: string, kind: Door, { state, turn }: Message): Promise<Reply> {
    const { id: conversationId, channel } = turn.conversation;
    const ticket = await desk.prepare(
      {
        conversationId,
        channel,
        // Its content is not even hinted at.
        category: 'other',
        what: texts.callMatter,
        where: null,
        when: null,
        agencyId: null,
        dossierCode: null,
        urgent: false,
        anonymous: false,
        name: null,
        phone,
        attachments: [],
        incidentCode: null,
      },
      turn.now,
    );
    turn.together.push(ticket.write);
    state.door = { kind, phone: false };
    return {
      text: `${texts.callTaken(phone)}\n${receiptText(ticket, turn.now)}`,
      suggestions: [],
      record: { intent: kind, outcome: 'answered' },
      final: true,
    };
  }

  return { respond };
}

/** Whose law it is; a person confirms it, and who says that it is a plain complaint is believed. */
function doorOf({ state, text, heard, understood }: Message): Door | null {
  const { intent } = understood;
  if (intent === 'denunciation' || intent === 'formal-appeal') return intent;
  const isWriting = isWritten(state.complaint);
  if (intent !== 'complaint' && !isWriting) return null;
  // By its words, not by the category that is only the likeliest: who is taken for a denouncer is not heard any more.
  if (tellsOfBribery(text)) return 'denunciation';
  if (isWriting) return null;
  // More about what was guided elsewhere, in words that say little by themselves.
  return state.door !== null && heard.intent !== 'complaint' ? state.door.kind : null;
}
