// The complaint being written: what is known of it, what is being asked, and what comes next. Versioned; kept in the state.

import { z } from 'zod';
import type { TicketDraft } from '../ports.ts';
import { CATEGORIES } from '../understand.ts';
import { ASKED, CATEGORY_FACTS } from './categories.ts';

export const STEPS = [
  'what',
  ...ASKED,
  'similar',
  'review',
  'part',
  'category',
  'phone',
  'name',
  'which',
] as const;
export type Step = (typeof STEPS)[number];

/** How long a file waits for its complaint to be sent, in milliseconds; then the store forgets it. */
export const FILES_WAIT_MS = 24 * 60 * 60 * 1_000;
export const MOST_FILES = 5;

const said = z.string().nullable();

export const ComplaintForm = z.object({
  version: z.literal(1),
  /** What the last question was about. */
  step: z.enum(STEPS),
  /** Left for something else; the citizen may come back. */
  aside: z.boolean(),
  category: z.enum(CATEGORIES),
  what: said,
  dossierCode: said,
  where: said,
  when: said,
  /** Asked for and not known to the citizen. */
  skipped: z.array(z.enum(ASKED)),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  /** The citizen says that it is no denunciation and no formal appeal. */
  ordinary: z.boolean(),
  name: said,
  phone: said,
  files: z.array(z.object({ id: z.string(), name: z.string(), at: z.iso.datetime() })),
  /** Open tickets about the same thing that were offered; null before it was looked for them. */
  similar: z.array(z.object({ code: z.string(), summary: z.string() })).nullable(),
  incidentCode: said,
  /** What another complaint began with while this one was aside. */
  other: said,
});
export type ComplaintForm = z.infer<typeof ComplaintForm>;

export function freshForm(known: Partial<ComplaintForm> = {}): ComplaintForm {
  return {
    version: 1,
    step: 'what',
    aside: false,
    category: 'other',
    what: null,
    dossierCode: null,
    where: null,
    when: null,
    skipped: [],
    urgent: false,
    anonymous: false,
    ordinary: false,
    name: null,
    phone: null,
    files: [],
    similar: null,
    incidentCode: null,
    other: null,
    ...known,
  };
}

/** Whether the citizen is at it now, and messages belong to it. */
export function isWritten(form: ComplaintForm | null): form is ComplaintForm {
  return form !== null && !form.aside;
}

/** What is missing, one thing at a time; then whether it is known already; then the whole. */
export function nextStep(form: ComplaintForm): Step {
  if (form.what === null) return 'what';
  const { asks } = CATEGORY_FACTS[form.category];
  // The dossier tells which office and since when.
  const missing = form.dossierCode !== null ? [] : asks.filter((part) => form[partOf(part)] === null);
  return (
    missing.find((part) => !form.skipped.includes(part)) ?? (form.similar === null ? 'similar' : 'review')
  );
}

function partOf(asked: (typeof ASKED)[number]): 'dossierCode' | 'where' | 'when' {
  return asked === 'dossier' ? 'dossierCode' : asked;
}

/** What the desk gets. `agencyId`: who is proposed to answer. */
export function draftOf(
  form: ComplaintForm,
  {
    conversationId,
    channel,
    agencyId,
    now,
  }: Pick<TicketDraft, 'conversationId' | 'channel' | 'agencyId'> & { now: Date },
): TicketDraft {
  const { category, where, when, dossierCode, urgent, anonymous, incidentCode } = form;
  return {
    conversationId,
    channel,
    category,
    what: form.what ?? '',
    where,
    when,
    agencyId,
    dossierCode,
    urgent,
    anonymous,
    name: anonymous ? null : form.name,
    phone: anonymous ? null : form.phone,
    attachments: keptFiles(form, now).map(({ id }) => id),
    incidentCode,
  };
}

/** The files that still wait; older ones are gone from the store. */
export function keptFiles({ files }: ComplaintForm, now: Date): ComplaintForm['files'] {
  return files.filter(({ at }) => now.getTime() - Date.parse(at) < FILES_WAIT_MS);
}
