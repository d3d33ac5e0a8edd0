// What the interface takes and shows of sessions, staff, agencies and the audit: shapes shared by server and console.

import { z } from 'zod';
import { whole } from '../gaps/input.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';
import { ROLES } from '../route.ts';
import { AGENCY_KINDS } from './agencies.ts';

const time = z.iso.datetime();
const id = z.string(SAID.id).regex(/^[1-9]\d{0,17}$/, SAID.id);
const agencyId = z.string(SAID.agencyId).regex(/^[a-z0-9-]{2,100}$/, SAID.agencyId);
const line = (said: string, min: number, max: number) =>
  z
    .string(said)
    .trim()
    .normalize()
    .min(min, said)
    .max(max, said)
    .regex(/^\P{C}*$/u, said);
const token = z.string(SAID.token).regex(/^[\w-]{43}$/, SAID.token);
const code = z
  .string(SAID.totpCode)
  .trim()
  .regex(/^\d{6}$/, SAID.totpCode);

const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

export const IdPath = z.strictObject({ id });

export const SignIn = z.strictObject({
  username: z.string(SAID.signInName).trim().min(1, SAID.signInName).max(100, SAID.signInName).toLowerCase(),
  password: z.string(SAID.password).min(1, SAID.password).max(PASSWORD_LENGTH.max, SAID.password),
  code: code.optional(),
});
export const TakeInvitation = z.strictObject({
  token,
  password: z
    .string(SAID.newPassword)
    .normalize()
    .min(PASSWORD_LENGTH.min, SAID.newPassword)
    .max(PASSWORD_LENGTH.max, SAID.newPassword),
});
export const ConfirmInvitation = z.strictObject({ token, code });

const agencyName = z.object({ id: z.string(), name: z.string() });
export const Session = z.object({
  staff: z.object({
    id,
    name: z.string(),
    username: z.string(),
    role: z.enum(ROLES),
    agency: agencyName.nullable(),
  }),
  /** For the header X-CSRF-Token of everything that is not a GET. */
  csrfToken: z.string(),
  /** What this role may call: 'POST /api/aliases'. */
  permissions: z.array(z.string()),
});
export const Enrolment = z.object({ username: z.string(), otpauthUrl: z.string(), qrSvg: z.string() });
export const OwnSessions = z.object({
  sessions: z.array(
    z.object({
      id,
      createdAt: time,
      lastSeenAt: time,
      userAgent: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
});

const role = z.enum(ROLES, SAID.role);
const personName = line(SAID.personName, 1, 100);
export const NewMember = z.strictObject({
  username: z.string(SAID.username).regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, SAID.username),
  name: personName,
  role,
  agencyId: agencyId.nullable().default(null),
});
export const MemberChange = z.strictObject({
  name: personName.optional(),
  role: role.optional(),
  agencyId: agencyId.nullable().optional(),
  active: z.boolean(SAID.onOff).optional(),
});
export const Member = z.object({
  id,
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  agency: agencyName.nullable(),
  active: z.boolean(),
  /** Whether an invitation has been taken up. */
  signedUp: z.boolean(),
  createdAt: time,
});
export const Members = z.object({ staff: z.array(Member) });
/** To be handed to the person; it is told once. */
export const Invitation = z.object({ url: z.string(), expiresAt: time });

const phrases = z.array(line(SAID.agencyPhrases, 2, 100), SAID.agencyPhrases).max(50, SAID.agencyPhrases);
export const AgencyPath = z.strictObject({ id: agencyId });
export const Agency = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(AGENCY_KINDS),
  /** How people call it. */
  phrases: z.array(z.string()),
  active: z.boolean(),
});
export const Agencies = z.object({ agencies: z.array(Agency) });
export const NewAgency = z.strictObject({
  id: agencyId,
  name: line(SAID.agencyName, 3, 200),
  kind: z.enum(AGENCY_KINDS, SAID.agencyKind),
  phrases: phrases.default([]),
});
export const AgencyChange = z.strictObject({
  name: line(SAID.agencyName, 3, 200).optional(),
  phrases: phrases.optional(),
  active: z.boolean(SAID.onOff).optional(),
});

export const AuditQuery = z.strictObject({
  /** Id of a member of staff. */
  who: id.optional(),
  /** An action, 'ticket.read', or all of its kind, 'ticket'. */
  what: z
    .string(SAID.auditFilter)
    .regex(/^[a-z_.]{1,60}$/, SAID.auditFilter)
    .optional(),
  /** Code of a ticket. */
  ticket: z
    .string(SAID.auditFilter)
    .regex(/^[\w.-]{1,40}$/, SAID.auditFilter)
    .optional(),
  /** `next` of the page before. */
  before: id.optional(),
  limit: whole(50, 1, 200),
});
export const AuditPage = z.object({
  entries: z.array(
    z.object({
      id,
      at: time,
      staff: z.object({ id, name: z.string() }).nullable(),
      action: z.string(),
      subject: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
  next: id.nullable(),
});
