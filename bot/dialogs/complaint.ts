// The complaint dialog: from free words to a sent ticket, asking only what is missing, left and taken up again at will.

import { cutAtWord, fold, normalise } from '../../knowledge/vietnamese.ts';
import { buttons, complaintReplies as texts } from '../complaint-replies.ts';
import type { AgencyDirectory } from '../complaints/agencies.ts';
import { addDetail, answer, correct, fill } from '../complaints/changes.ts';
import { commandOf } from '../complaints/commands.ts';
import { type Contact, readContact } from '../complaints/contact.ts';
import { readCorrection } from '../complaints/correction.ts';
import { type ComplaintForm, freshForm, isWritten } from '../complaints/form.ts';
import { readComplaint } from '../complaints/reading.ts';
import { leadOf, type Message } from '../message.ts';
import { readPhone } from '../phone.ts';
import type { TicketDesk } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { ConversationState } from '../state.ts';
import type { Intent, Understand } from '../understand.ts';
import { createComplaintCommands } from './complaint-commands.ts';
import { createComplaintQuestions } from './complaint-questions.ts';

export interface Complaint {
  /** Answers what belongs to a complaint; null when the message wants something else. */
  respond(message: Message): Promise<Reply | null>;
  /** Keeps the complaint for later when the reply is about something else, and says so. */
  setAside(reply: Reply, state: ConversationState): Reply;
}

/** What a citizen may want in the middle of a complaint. */
const ELSEWHERE: ReadonlySet<Intent> = new Set([
  'procedure',
  'dossier',
  'ticket-status',
  'handoff',
  'smalltalk',
  'out-of-scope',
  'abuse',
]);
/** Of these, what leads to no answer: "trường tiểu học Nghĩa Chánh" is a place before it is out of scope. */
const LEADS_NOWHERE: ReadonlySet<Intent> = new Set(['smalltalk', 'out-of-scope', 'abuse']);
/** How far ahead of "complaint" another intent must be to leave; further where any words may be the answer. */
const LEAD_TO_LEAVE = { choosing: 2, telling: 3.5 };
const FIGURES = /\d(?:\D{0,2}\d){3}/;
/** At most as many words say nothing but "dạ", "ok", "cảm ơn". */
const FEW_WORDS = 3;
const MOST_CONFIRMING_WORDS = 9;
/** Who says so confirms with a reservation, and nothing is sent on that. */
const BUT = /\b(?:nhung|ma|chu|sua|them|chua|khong|ko|doi)\b/;
/** "gọi tôi số …": a number and hardly more. */
const FEW_WORDS_WITH_NUMBER = 12;
const LONGEST_NAME = 100;

export function createComplaint({
  desk,
  agencies,
  understand,
}: {
  desk: TicketDesk;
  agencies: AgencyDirectory;
  understand: Understand;
}): Complaint {
  const questions = createComplaintQuestions({ desk, agencies });
  const { ask, question } = questions;
  const commands = createComplaintCommands({ questions });

  async function respond(message: Message): Promise<Reply | null> {
    const { state, text, files, missed } = message;
    const form = state.complaint;
    if (form !== null && !form.aside)
      return files.length > 0 || missed !== null ? withFiles(form, message) : proceed(form, message);
    if (files.length > 0 && text.trim() === '') return questions.filesUnasked();
    if (commandOf(text) === 'late' && state.dossierCode !== null) return late(state.dossierCode, message);
    return form === null ? begin(message) : comeBack(form, message);
  }

  async function withFiles(form: ComplaintForm, message: Message): Promise<Reply | null> {
    const told = questions.takeFiles(form, message);
    const isSilent = message.text.trim() === '';
    const reply = await (isSilent ? questions.repeat(form, message) : proceed(form, message));
    return reply && { ...reply, text: `${told}\n\n${reply.text}` };
  }

  async function begin(message: Message): Promise<Reply | null> {
    const { text, state, heard, understood } = message;
    const command = commandOf(text);
    const repeats = command === 'send' || heard.intent === 'confirm';
    if (state.sent !== null && state.lastIntent === 'complaint' && repeats)
      return questions.sentBefore(state.sent.code);
    if (command === 'ordinary' && state.door !== null) {
      state.door = null;
      return ask(freshForm({ ordinary: true }), message, [texts.ordinaryBegun]);
    }
    if (command === 'resume') return ask(freshForm(), message, [texts.nothingToResume]);
    if (command === 'new') return open(state.ticket?.unclear ?? '', message);
    return understood.intent === 'complaint' ? open(text, message) : null;
  }

  function open(text: string, message: Message): Promise<Reply> {
    const form = freshForm();
    fill(form, text, understand(text).matter);
    if (form.category === 'late-dossier') form.dossierCode ??= message.state.dossierCode;
    form.step = 'review';
    return ask(form, message, [texts.begun, texts.files]);
  }

  /** One tap: everything that belongs to it is known. */
  function late(dossierCode: string, message: Message): Promise<Reply> {
    const { sent } = message.state;
    if (sent?.dossierCode === dossierCode) return Promise.resolve(questions.sentBefore(sent.code));
    const what = texts.lateMatter(dossierCode);
    return questions.send(freshForm({ category: 'late-dossier', what, dossierCode }), message);
  }

  async function comeBack(form: ComplaintForm, message: Message): Promise<Reply | null> {
    const { text, state, heard, understood } = message;
    const command = commandOf(text);
    const choosing = form.other !== null && state.lastIntent === 'complaint';
    if (command === 'resume') {
      Object.assign(form, { aside: false, other: null });
      return ask(form, message, [texts.resumed]);
    }
    if (command === 'new') return open(form.other ?? '', message);
    if (choosing && (command === 'cancel' || heard.intent === 'cancel')) return questions.drop(message);
    if (understood.intent !== 'complaint') return null;
    if (!readComplaint(text).tellsMatter) {
      form.aside = false;
      return ask(form, message, [texts.resumed]);
    }
    form.other = text;
    return questions.which(form);
  }

  async function proceed(form: ComplaintForm, message: Message): Promise<Reply | null> {
    const { text } = message;
    const command = commandOf(text);
    if (command === 'new') return open('', message);
    const done = command === null ? null : await commands.run(command, form, message);
    if (done !== null) return done;
    if (wantsOut(message)) return questions.drop(message);
    const chosen = await commands.choose(form, message);
    if (chosen !== null) return chosen;
    const correction = form.what === null ? null : readCorrection(text);
    if (correction !== null && correct(form, correction)) return ask(form, message);
    if (leaves(form, message)) return null;
    return saysNothing(message) ? again(form, message) : answerStep(form, message);
  }

  function again(form: ComplaintForm, message: Message): Promise<Reply> | Reply {
    if (form.step === 'review' && message.heard.intent === 'confirm') return questions.send(form, message);
    if (form.step === 'similar' && message.heard.intent === 'confirm') return commands.join(0, form, message);
    return questions.repeat(form, message);
  }

  function answerStep(form: ComplaintForm, message: Message): Promise<Reply> | Reply {
    const { text } = message;
    switch (form.step) {
      case 'what':
        if (form.what === null) fill(form, text, understand(text).matter);
        else Object.assign(form, { what: text.trim(), category: understand(text).matter });
        return ask(form, message);
      case 'where':
      case 'when':
        answer(form, form.step, text);
        return ask(form, message);
      case 'dossier':
        form.dossierCode = readComplaint(text).dossierCode ?? form.dossierCode;
        return form.dossierCode === null ? question('dossier', form, [texts.noCode]) : ask(form, message);
      case 'phone': {
        const contact = readContact(text);
        return contact === null ? question('phone', form, [texts.noPhone]) : call(contact, form, message);
      }
      case 'name': {
        const contact = readContact(text);
        if (contact !== null) return call(contact, form, message);
        form.name = cutAtWord(text.trim(), LONGEST_NAME);
        return ask(form, message);
      }
      case 'similar':
      case 'part':
      case 'category':
        return questions.repeat(form, message);
      default:
        return moreSaid(form, message);
    }
  }

  /** Whom to call where; asks for the name where none was told. */
  function call({ phone, name }: Contact, form: ComplaintForm, message: Message): Promise<Reply> | Reply {
    Object.assign(form, { phone, anonymous: false, name: name ?? form.name });
    return form.name === null ? question('name', form) : ask(form, message);
  }

  /** At the end: only a place or only a time stands for what was there; anything else is added to the matter. */
  function moreSaid(form: ComplaintForm, message: Message): Promise<Reply> | Reply {
    const { text } = message;
    const { tellsMatter, where, when } = readComplaint(text);
    const contact = readContact(text);
    if (contact !== null && wordCount(text) <= FEW_WORDS_WITH_NUMBER) return call(contact, form, message);
    if (tellsMatter || (where === null && when === null)) {
      if (!addDetail(form, text)) return ask(form, message, [texts.longEnough]);
    } else {
      if (where !== null) answer(form, 'where', text);
      if (when !== null) answer(form, 'when', text);
    }
    return ask(form, message);
  }

  return {
    respond,
    setAside(reply, state) {
      const form = state.complaint;
      // Nothing is said while an officer talks, and nothing has to be kept for later.
      if (!isWritten(form) || reply.record.intent === 'complaint' || reply.text === '') return reply;
      form.aside = true;
      // Who is in danger reads nothing else.
      const note = reply.record.intent === 'emergency' ? '' : `\n\n${texts.aside}`;
      return { ...reply, text: reply.text + note, suggestions: [...reply.suggestions, buttons.resume] };
    },
  };
}

function leaves({ step }: ComplaintForm, { text, heard, understood }: Message): boolean {
  if ((step === 'phone' || step === 'dossier') && FIGURES.test(text)) return false;
  if (step === 'review' && readPhone(text) !== null) return false;
  if (understood.intent === 'complaint' && step !== 'review') return false;
  if (heard.intent === 'handoff') return true;
  if (LEADS_NOWHERE.has(heard.intent) && holdsAnswer(step, text)) return false;
  const telling = step === 'what' || step === 'where' || step === 'when' || step === 'name';
  const needed = telling ? LEAD_TO_LEAVE.telling : LEAD_TO_LEAVE.choosing;
  return ELSEWHERE.has(heard.intent) && leadOf(heard, 'complaint') >= needed;
}

/** Whether the message holds the place or the time that was asked for. */
function holdsAnswer(step: ComplaintForm['step'], text: string): boolean {
  const { where, when } = readComplaint(text);
  return (step === 'where' && where !== null) || (step === 'when' && when !== null);
}

/** "từ đầu tháng" resembles "thôi": what tells a place or a time has to say plainly that all is to be dropped. */
function wantsOut({ text, heard }: Message): boolean {
  if (heard.intent !== 'cancel') return false;
  const { where, when } = readComplaint(text);
  const isAnswer = where !== null || when !== null;
  return !isAnswer || leadOf(heard, 'complaint') >= LEAD_TO_LEAVE.telling;
}

/** "dạ", "ok em", "cảm ơn", "đúng rồi gửi giúp tôi": no answer to anything that was asked. */
function saysNothing({ text, heard }: Message): boolean {
  if (heard.intent !== 'smalltalk' && heard.intent !== 'confirm') return false;
  // A name is a word like any other: what hardly sounds like small talk may be one.
  if (heard.intent === 'smalltalk' && leadOf(heard, 'complaint') < LEAD_TO_LEAVE.telling) return false;
  const most = heard.intent === 'confirm' ? MOST_CONFIRMING_WORDS : FEW_WORDS;
  if (FIGURES.test(text) || wordCount(text) > most || BUT.test(fold(normalise(text)))) return false;
  const { where, when, dossierCode } = readComplaint(text);
  return where === null && when === null && dossierCode === null;
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}
