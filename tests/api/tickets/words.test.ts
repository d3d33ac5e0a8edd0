// Words, codes, keys and the tables beside them: what is typed is read the same however it is typed, and every table is whole.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashKey, newKey, readTicketCode, ticketCode } from '../../../api/tickets/codes.ts';
import { fillFields, REPLY_FIELDS, refuseUnknownFields } from '../../../api/tickets/fields.ts';
import { searchQuery, searchWords } from '../../../api/tickets/words.ts';
import { TICKET_STATUSES } from '../../../bot/ports.ts';
import { replyNews, statusNews, TICKET_NEWS } from '../../../bot/ticket-news.ts';

describe('codes and keys', () => {
  it('reads a code back, with any dash, space or case', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom('-', '–', ' ', ' - ', '_'),
        (number, dash) => {
          const code = ticketCode(String(number), new Date('2026-06-01'));
          expect(code).toMatch(/^PA-2026-\d{6,}$/);
          expect(readTicketCode(` ${code.toLowerCase().replaceAll('-', dash)} `)).toBe(code);
          expect(readTicketCode(`PA-2026-${number}`)).toBe(code);
        },
      ),
    );
    for (const wrong of ['', 'PA-2026', 'PA-2026-', 'PB-2026-000001', 'PA-2026-1x', '123'])
      expect(readTicketCode(wrong)).toBeNull();
  });

  it('counts the year by the clock of Viet Nam', () => {
    expect(ticketCode('1', new Date('2026-12-31T17:00:00Z'))).toBe('PA-2027-000001');
  });

  it('makes keys without look-alikes that differ, and hashes them the same however typed', () => {
    const keys = Array.from({ length: 500 }, newKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[A-Z34679]{4}-[A-Z34679]{4}$/);
    expect(keys.join('')).not.toMatch(/[BGILOQSUVZ01258]/);
    const [key = ''] = keys;
    expect(hashKey('A', ` ${key.toLowerCase().replace('-', '')} `)).toEqual(hashKey('A', key));
    expect(hashKey('B', key)).not.toEqual(hashKey('A', key));
  });
});

describe('words', () => {
  it('keeps each word folded and as written', () => {
    expect(searchWords(['Rác thải', null, 'rac'])).toEqual(['rac', '=rác', 'thai', '=thải', '=rac']);
  });

  it('asks for a marked word as written or unmarked, for an unmarked one in any writing', () => {
    expect(searchQuery('rác thai rác')).toBe(`('=rác' | '=rac') & 'thai'`);
    expect(searchQuery(' ?! ')).toBeNull();
  });
});

describe('tables', () => {
  it('tells a citizen every status but those that tell themselves, with the reason where it is owed', () => {
    const facts = { code: 'PA-2026-000001', agency: 'Sở Xây dựng', why: 'Vì thiếu địa chỉ.' };
    for (const status of TICKET_STATUSES) {
      const said = statusNews(status, facts);
      expect(said.length).toBe(TICKET_NEWS[status] === null ? 0 : 1);
      for (const { text } of said) expect(text).toContain(facts.code);
    }
    for (const status of ['info_requested', 'returned', 'refused'] as const)
      expect(statusNews(status, facts)[0]!.text).toContain(facts.why);
    expect(statusNews('processing', facts)[0]!.text).not.toContain(facts.why);
    expect(statusNews('processing', { ...facts, agency: null })[0]!.text).not.toContain('null');
    expect(replyNews({ code: 'PA-2026-000001', text: 'Xong', closing: false })).toHaveLength(1);
  });

  it('fills every field of a canned reply and leaves other braces alone', () => {
    const values = { ten: 'A', ma: 'B', han: 'C', co_quan: 'D' };
    expect(fillFields(REPLY_FIELDS.map((field) => `{${field}}`).join(), values)).toBe('A,B,C,D');
    expect(fillFields('{ không } {}', values)).toBe('{ không } {}');
    expect(() => refuseUnknownFields('{ten} {khác}')).toThrow('unknown_field');
  });
});
