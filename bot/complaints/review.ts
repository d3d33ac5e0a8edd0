// The whole of a complaint as the citizen sees it before and after it is sent.

import { buttons, complaintReplies as texts } from '../complaint-replies.ts';
import type { PreparedTicket } from '../ports.ts';
import { dayTold, momentTold } from '../told-time.ts';
import type { KnownAgency } from './agencies.ts';
import { CATEGORY_FACTS } from './categories.ts';
import { type ComplaintForm, keptFiles } from './form.ts';

/** Every part that is known, and how the answer comes. */
export function reviewText(form: ComplaintForm, agency: KnownAgency | null, now: Date): string {
  return [texts.review, ...reviewLines(form, agency, now), texts.reviewEnd].join('\n');
}

export function reviewLines(form: ComplaintForm, agency: KnownAgency | null, now: Date): string[] {
  const { lines } = texts;
  const kept = keptFiles(form, now).length;
  const lost = form.files.length - kept;
  return [
    form.what === null ? null : lines.what(form.what),
    form.where === null ? null : lines.where(form.where),
    form.when === null ? null : lines.when(form.when),
    form.dossierCode === null ? null : lines.dossier(form.dossierCode),
    lines.category(CATEGORY_FACTS[form.category].label),
    agency === null ? null : lines.agency(agency.name),
    form.urgent ? lines.urgent : null,
    kept === 0 ? null : lines.files(kept),
    lost === 0 ? null : lines.lostFiles(lost),
    form.incidentCode === null ? null : lines.joined(form.incidentCode),
    answerLine(form),
  ].filter((line) => line !== null);
}

export function reviewButtons({ anonymous, phone }: ComplaintForm): string[] {
  const contact = phone === null ? buttons.call : buttons.noCall;
  return [
    buttons.send,
    buttons.edit,
    anonymous ? buttons.named : buttons.anonymous,
    ...(anonymous ? [] : [contact]),
    buttons.cancel,
  ];
}

/** What the citizen keeps: the code, the key that is told only now, and the promised day. */
export function receiptText({ code, key, dueAt, projected }: PreparedTicket, now: Date): string {
  return [
    texts.receipt(code, momentTold(now)),
    dueAt === null
      ? texts.noAnswerPromised
      : projected
        ? texts.dueProjected(dayTold(dueAt))
        : texts.due(dayTold(dueAt)),
    texts.key(key),
    texts.newsHere,
  ].join('\n');
}

function answerLine({ anonymous, phone, name }: ComplaintForm): string {
  if (anonymous) return texts.lines.anonymous;
  return phone === null ? texts.lines.chat : texts.lines.call(phone, name);
}
