// What buttons and short sayings do to a complaint being written.

import { fold, normalise } from '../../knowledge/vietnamese.ts';
import { ASKED, CATEGORY_FACTS } from '../complaints/categories.ts';
import { type Command, commandOf } from '../complaints/commands.ts';
import type { ComplaintForm } from '../complaints/form.ts';
import { findTicketCode } from '../entities.ts';
import type { Message } from '../message.ts';
import type { Reply } from '../reply.ts';
import { CATEGORIES } from '../understand.ts';
import type { ComplaintQuestions } from './complaint-questions.ts';

export type ComplaintCommands = ReturnType<typeof createComplaintCommands>;

/** What a command sets; the whole is shown again. */
const SETTINGS: Partial<Record<Command, Partial<ComplaintForm>>> = {
  anonymous: { anonymous: true, name: null, phone: null },
  named: { anonymous: false },
  urgent: { urgent: true },
  'not-urgent': { urgent: false },
  'no-call': { name: null, phone: null },
  different: { incidentCode: null },
  ordinary: { ordinary: true },
  resume: {},
};
const EDITED = {
  'edit-what': 'what',
  'edit-where': 'where',
  'edit-when': 'when',
  'edit-dossier': 'dossier',
  'edit-category': 'category',
  'edit-phone': 'phone',
  edit: 'part',
} as const;

export function createComplaintCommands({ questions }: { questions: ComplaintQuestions }) {
  const { ask, question, repeat, send, drop } = questions;

  /** Does it; null where the words are no command at this step. */
  async function run(command: Command, form: ComplaintForm, message: Message): Promise<Reply | null> {
    if (command === 'cancel') return drop(message);
    if (command === 'send') return form.step === 'review' ? send(form, message) : finish(form, message);
    if (command === 'skip') return skip(form, message);
    if (command in EDITED) return question(EDITED[command as keyof typeof EDITED], form);
    if (command === 'call') {
      form.anonymous = false;
      return form.phone === null ? question('phone', form) : ask(form, message);
    }
    const setting = SETTINGS[command];
    if (setting === undefined) return null;
    Object.assign(form, setting);
    return ask(form, message);
  }

  /** Sent before the end: nothing more is asked, but nothing goes out unseen. */
  function finish(form: ComplaintForm, message: Message): Promise<Reply> {
    form.skipped = [...ASKED];
    return ask(form, message);
  }

  function skip(form: ComplaintForm, message: Message): Promise<Reply> {
    const asked = ASKED.find((part) => part === form.step);
    if (asked) form.skipped.push(asked);
    return form.step === 'what' || form.step === 'review' ? repeat(form, message) : ask(form, message);
  }

  /** Joins the offered ticket at `at`. */
  function join(at: number, form: ComplaintForm, message: Message): Promise<Reply> {
    form.incidentCode = form.similar?.[at]?.code ?? null;
    return ask(form, message);
  }

  /** What was picked from offered tickets, parts or categories; null when nothing was. */
  async function choose(form: ComplaintForm, message: Message): Promise<Reply | null> {
    const text = fold(normalise(message.text));
    if (form.step !== 'part' && form.step !== 'category' && form.step !== 'similar') return null;
    if (form.step === 'part') {
      const command = commandOf(`sửa ${message.text}`);
      return command === null ? null : run(command, form, message);
    }
    if (form.step === 'category') {
      const chosen = CATEGORIES.find((category) => fold(normalise(CATEGORY_FACTS[category].label)) === text);
      if (chosen === undefined) return null;
      form.category = chosen;
      return ask(form, message);
    }
    const code = findTicketCode(message.text);
    const at = (form.similar ?? []).findIndex(
      (similar, index) => similar.code === code || text === String(index + 1),
    );
    if (at >= 0) return join(at, form, message);
    return /^(?:khong|ko|k|hong)\b/.test(text) ? ask(form, message) : null;
  }

  return { run, join, choose };
}
