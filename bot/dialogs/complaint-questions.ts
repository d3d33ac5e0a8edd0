// What the complaint dialog says: the next question, the whole for confirmation, the receipt.

import { buttons, complaintReplies as texts } from '../complaint-replies.ts';
import type { AgencyDirectory, KnownAgency } from '../complaints/agencies.ts';
import { namedAgency } from '../complaints/agencies.ts';
import { CATEGORY_FACTS } from '../complaints/categories.ts';
import { type ComplaintForm, draftOf, MOST_FILES, nextStep, type Step } from '../complaints/form.ts';
import { receiptText, reviewButtons, reviewText } from '../complaints/review.ts';
import type { Message } from '../message.ts';
import type { TicketDesk, TicketDraft } from '../ports.ts';
import type { Reply } from '../reply.ts';
import { CATEGORIES } from '../understand.ts';

export type ComplaintQuestions = ReturnType<typeof createComplaintQuestions>;

/** Categories a citizen may choose from. */
const CHOOSABLE = CATEGORIES.filter(
  (category) => category !== 'distress' && category !== 'harassment-bribery',
);

const SUGGESTED: Partial<Record<Step, readonly string[]>> = {
  dossier: [buttons.unknownCode],
  where: [buttons.skip],
  when: [buttons.unknownTime],
  name: [buttons.skip],
  phone: [buttons.noCall],
  category: CHOOSABLE.map((category) => CATEGORY_FACTS[category].label),
};

export function createComplaintQuestions({
  desk,
  agencies,
}: {
  desk: TicketDesk;
  agencies: AgencyDirectory;
}) {
  /** Who is proposed to answer: whom the citizen names, or who mostly answers for such a matter. */
  async function agencyFor(form: ComplaintForm): Promise<KnownAgency | null> {
    const known = await agencies.active();
    const named = namedAgency(form.where ?? '', known) ?? namedAgency(form.what ?? '', known);
    return named ?? known.find(({ id }) => id === CATEGORY_FACTS[form.category].agencyId) ?? null;
  }

  async function draftFor(form: ComplaintForm, { turn }: Message): Promise<TicketDraft> {
    const { id: conversationId, channel } = turn.conversation;
    const agencyId = (await agencyFor(form))?.id ?? null;
    return draftOf(form, { conversationId, channel, agencyId, now: turn.now });
  }

  /** The next question about what is missing, or the whole when nothing is. */
  async function ask(form: ComplaintForm, message: Message, opening: readonly string[] = []): Promise<Reply> {
    const { state } = message;
    state.complaint = form;
    state.choices = [];
    state.dossierCode = form.dossierCode ?? state.dossierCode;
    form.step = nextStep(form);
    if (form.step === 'similar') {
      const similar = await desk.similar(await draftFor(form, message));
      form.similar = similar.map(({ code, summary }) => ({ code, summary }));
      if (similar.length === 0) form.step = 'review';
    }
    return repeat(form, message, opening);
  }

  /** The question of the step that the form is at. */
  async function repeat(
    form: ComplaintForm,
    message: Message,
    opening: readonly string[] = [],
  ): Promise<Reply> {
    if (form.step === 'similar') return similarReply(form, opening);
    if (form.step !== 'review') return question(form.step, form, opening);
    const review = reviewText(form, await agencyFor(form), message.turn.now);
    return said(form, [...opening, review].join('\n\n'), reviewButtons(form));
  }

  /** Asks about one part, and waits for it. */
  function question(step: Step, form: ComplaintForm, opening: readonly string[] = []): Reply {
    form.step = step;
    const text =
      isCorrected(form, step) && step in texts.again
        ? texts.again[step as keyof typeof texts.again]
        : texts.questions[step as keyof typeof texts.questions];
    return said(form, [...opening, text].join('\n\n'), [...suggested(step, form), buttons.cancel]);
  }

  function suggested(step: Step, form: ComplaintForm): readonly string[] {
    if (step !== 'part') return SUGGESTED[step] ?? [];
    const { urgent, dossierCode } = form;
    return [
      buttons.editWhat,
      buttons.editWhere,
      buttons.editWhen,
      ...(dossierCode === null ? [] : [buttons.editDossier]),
      buttons.editCategory,
      urgent ? buttons.notUrgent : buttons.urgent,
    ];
  }

  function similarReply(form: ComplaintForm, opening: readonly string[]): Reply {
    const similar = form.similar ?? [];
    const lines = similar.map(({ summary, code }, at) => texts.similarLine(at + 1, summary, code));
    const text = [...opening, [texts.similar, ...lines, texts.similarEnd].join('\n')].join('\n\n');
    return said(form, text, [
      ...similar.map(({ code }) => texts.same(code)),
      buttons.different,
      buttons.cancel,
    ]);
  }

  /** The ticket commits together with the words that tell of it. */
  async function send(form: ComplaintForm, message: Message): Promise<Reply> {
    const { state, turn } = message;
    const ticket = await desk.prepare(await draftFor(form, message), turn.now);
    turn.together.push(ticket.write);
    state.complaint = null;
    state.sent = { code: ticket.code, dossierCode: form.dossierCode };
    return {
      text: receiptText(ticket, turn.now),
      suggestions: [buttons.mine],
      record: { intent: 'complaint', outcome: 'answered', category: form.category, ticket: ticket.code },
      final: true,
    };
  }

  function sentBefore(code: string): Reply {
    return {
      text: texts.sentBefore(code),
      suggestions: [buttons.mine],
      record: { intent: 'complaint', outcome: 'answered' },
    };
  }

  function drop({ state }: Message): Reply {
    state.complaint = null;
    return { text: texts.cancelled, suggestions: [], record: { intent: 'cancel', outcome: 'answered' } };
  }

  /** Another complaint while one is aside: which of the two? */
  function which(form: ComplaintForm): Reply {
    const text = [texts.which, form.what === null ? '' : texts.lines.what(form.what), texts.whichEnd].join(
      '\n',
    );
    return { ...said(form, text, [buttons.resume, buttons.fresh, buttons.cancel]), takesFiles: false };
  }

  /** Puts the files to the form and says what became of them. */
  function takeFiles(form: ComplaintForm, message: Message): string {
    const room = MOST_FILES - form.files.length;
    const taken = message.files.slice(0, room);
    const at = message.turn.now.toISOString();
    form.files.push(...taken.map(({ id, name }) => ({ id, name, at })));
    return [
      taken.length > 0 ? texts.filesKept(taken.length) : null,
      taken.some(({ type }) => type === 'application/pdf') ? texts.pdfKept : null,
      taken.length < message.files.length ? texts.filesTooMany(MOST_FILES) : null,
      message.missed === null ? null : texts.missed[message.missed],
    ]
      .filter((sentence) => sentence !== null)
      .join(' ');
  }

  function filesUnasked(): Reply {
    return {
      text: texts.filesUnasked,
      suggestions: [],
      record: { intent: 'complaint', outcome: 'no_source' },
    };
  }

  return { ask, repeat, question, send, sentBefore, drop, which, takeFiles, filesUnasked };
}

/** A part that is asked for although it is known is being corrected. */
function isCorrected(form: ComplaintForm, step: Step): boolean {
  if (step === 'dossier') return form.dossierCode !== null;
  return (step === 'what' || step === 'where' || step === 'when') && form[step] !== null;
}

function said({ category, step }: ComplaintForm, text: string, suggestions: readonly string[]): Reply {
  return {
    text,
    suggestions,
    takesFiles: true,
    asksContact: step === 'phone',
    record: { intent: 'complaint', outcome: 'asked_back', category, step },
  };
}
