// The fields of canned replies: {ten}, {ma}, {han}, {co_quan}, filled for the citizen whose ticket it is.

import { dayOf } from '../../knowledge/day.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { INPUT_FAULTS } from '../input-faults.ts';
import { Problem } from '../problem.ts';

const FIELD = /\{([\p{L}\p{N}_]+)\}/gu;

/** What stands where nothing is known. */
export const UNKNOWN_FIELDS = {
  ten: 'anh chị',
  han: 'chưa có hạn trả lời',
  co_quan: 'Trung tâm Phục vụ hành chính công',
} as const;

export const REPLY_FIELDS = ['ten', 'ma', 'han', 'co_quan'] as const;
export type FieldValues = Readonly<Record<(typeof REPLY_FIELDS)[number], string>>;

type Row = { code: string; name: string | null; dueAt: Date | null; agency: string | null };

/** Throws Problem `unknown_field` naming every field that is none of ours. */
export function refuseUnknownFields(text: string): void {
  const known: readonly string[] = REPLY_FIELDS;
  const unknown = [...text.matchAll(FIELD)]
    .map(([, field = '']) => field)
    .filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  const errors = [...new Set(unknown)].map((field) => ({
    field: 'text',
    message: INPUT_FAULTS.unknownField(field.slice(0, 50)),
  }));
  throw new Problem('unknown_field', { more: { errors } });
}

export function fillFields(text: string, values: FieldValues): string {
  return text.replace(FIELD, (written, field: string) => values[field as keyof FieldValues] ?? written);
}

export async function fieldsOf(tx: Queryable, ticketId: string): Promise<FieldValues> {
  const { rows } = await tx.query<Row>(
    `select t.code, x.name, t.due_at as "dueAt", a.name as agency
     from tickets t join ticket_texts x on x.ticket_id = t.id left join agencies a on a.id = t.agency_id
     where t.id = $1`,
    [ticketId],
  );
  const { code, name, dueAt, agency } = rows[0]!;
  return {
    ten: name ?? UNKNOWN_FIELDS.ten,
    ma: code,
    han: dueAt === null ? UNKNOWN_FIELDS.han : writtenDay(dayOf(dueAt)),
    co_quan: agency ?? UNKNOWN_FIELDS.co_quan,
  };
}

/** '2026-11-02' as people write it, '02/11/2026'. */
export function writtenDay(day: string): string {
  return day.split('-').reverse().join('/');
}
