// What the interface takes and shows of days off: shapes shared by server and console.

import { z } from 'zod';
import { isDay } from '../../knowledge/day.ts';
import { DAY_KINDS, DAY_PARTS, DAY_STATUSES } from '../../knowledge/holidays.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';

const day = z.string(SAID.day).refine(isDay, SAID.day);
const agencyId = z.string(SAID.dayAgency).regex(/^[a-z0-9-]{1,60}$/, SAID.dayAgency);

/** One line of NFC text. */
const line = z
  .string(SAID.dayText)
  .transform((text) => text.normalize('NFC').trim())
  .refine(
    (text) => text.length >= 2 && text.length <= 200 && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text),
    SAID.dayText,
  );

export const holidayPath = z.strictObject({ day });
export const holidayQuery = z.strictObject({
  year: z
    .string(SAID.year)
    .regex(/^(?:19|20|21)\d{2}$/, SAID.year)
    .transform(Number),
});
export const holidayChange = z.strictObject({
  kind: z.enum(DAY_KINDS, SAID.dayKind),
  name: line,
  basis: line,
  status: z.enum(DAY_STATUSES, SAID.dayStatus),
  part: z.enum(DAY_PARTS, SAID.dayPart).nullable().default(null),
  agencyId: agencyId.nullable().default(null),
});
export const holidayRemoval = z.strictObject({ agencyId: agencyId.optional() });

export const HolidayRow = z.object({
  day: z.string(),
  kind: z.enum(DAY_KINDS),
  name: z.string(),
  basis: z.string(),
  status: z.enum(DAY_STATUSES),
  part: z.enum(DAY_PARTS).nullable(),
  agencyId: z.string().nullable(),
  /** From the shipped table, projected from the law, or entered in the console. */
  source: z.enum(['shipped', 'projected', 'entered']),
});
export type HolidayRow = z.infer<typeof HolidayRow>;

export const HolidayYear = z.object({ days: z.array(HolidayRow) });
