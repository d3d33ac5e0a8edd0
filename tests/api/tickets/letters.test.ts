// Letters: filled Word files from our templates or the office's, one new date for a dossier, and clear faults.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import {
  LETTER_FAULTS,
  LETTER_FIELDS,
  LETTER_KINDS,
  TEMPLATE_FILES,
} from '../../../api/tickets/letters/fields.ts';
import { createTemplates, defaultTemplate } from '../../../api/tickets/letters/templates.ts';
import { wordDocument } from '../../../api/tickets/letters/word-text.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { type Desk, type Person, seedStaff, startTicketDesk, type View } from '../../support/ticket-desk.ts';

const DOSSIER = '000.00.18.H48-260910-0007';
const APOLOGY = {
  kind: 'apology',
  procedure: 'Đăng ký biến động đất đai',
  receivedOn: '2026-09-10',
  dueOn: '2026-10-20',
  newDay: '2026-11-25',
  reason: 'Chờ cơ quan thuế & kho bạc xác nhận <nghĩa vụ>.',
} as const;

/** The words of a Word file, paragraph by paragraph. */
function readText(bytes: Uint8Array): string {
  const xml = new PizZip(bytes).file('word/document.xml')!.asText();
  return xml
    .replaceAll('</w:p>', '\n')
    .replace(/<w:br[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe.each(databaseKinds)('letters on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Desk;
  let folder: string;
  let code: string;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    folder = await mkdtemp(join(tmpdir(), 'letters-'));
    desk = await startTicketDesk({ database, clock: createClock(), templates: folder });
    ({ code } = await desk.open({ dossierCode: DOSSIER, category: 'late-dossier' }));
  });
  afterEach(async () => {
    await desk.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  async function write(body: object, of = code, person: Person = 'an') {
    const response = await desk.raw(person, 'POST', `/api/tickets/${of}/letter`, body);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isProblem = response.headers.get('content-type')!.startsWith('application/problem+json');
    const problem = isProblem ? JSON.parse(Buffer.from(bytes).toString()) : null;
    return { response, bytes, problem: problem as { type: string; errors?: object[] } | null };
  }
  const viewed = async (of = code): Promise<View> =>
    (await desk.call('em', 'GET', `/api/tickets/${of}`)).body;

  it('writes the apology with a new date, filled in', async () => {
    const { response, bytes } = await write(APOLOGY);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    expect(response.headers.get('content-disposition')).toContain(`${code}-${TEMPLATE_FILES.apology}`);
    const text = readText(bytes);
    for (const part of [
      'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN',
      'Sở Xây dựng',
      'ngày 02 tháng 11 năm 2026',
      'Kính gửi: Lê Văn Tám',
      DOSSIER,
      'hẹn trả kết quả ngày 20/10/2026',
      'Ngày trả kết quả mới là 25/11/2026',
      APOLOGY.reason,
      code,
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/[{}]/);
    expect((await viewed()).events.at(-2)).toMatchObject({
      kind: 'letter',
      to: 'apology',
      text: '25/11/2026',
      by: { name: 'an' },
    });
  });

  it('prints the same letter again, and refuses a second extension, which the coordinator gets', async () => {
    expect((await write(APOLOGY)).response.status).toBe(200);
    expect((await write(APOLOGY)).response.status).toBe(200);
    const other = await desk.open({ dossierCode: null });
    const again = { ...APOLOGY, dossierCode: ' 000.00.18.h48 – 260910 - 0007', newDay: '2026-12-01' };
    for (const of of [code, other.code]) {
      const { response, problem } = await write(again, of);
      expect([response.status, problem?.type]).toEqual([409, 'urn:problem:second_extension']);
      const { assignee, events } = await viewed(of);
      expect(assignee?.name).toBe('dung');
      expect(events.filter((event) => event.kind !== 'read').at(-1)).toMatchObject({
        kind: 'escalated',
        to: 'dung',
        text: DOSSIER,
      });
    }
    const { rows } = await database.query('select dossier_code, new_day from dossier_extensions');
    expect(rows).toEqual([{ dossier_code: DOSSIER, new_day: '2026-11-25' }]);
  });

  it.each([
    ['a Saturday', { newDay: '2026-11-28' }, 'not_a_working_day'],
    ['a holiday', { newDay: '2026-11-24' }, 'not_a_working_day'],
    ['today', { newDay: '2026-11-02' }, 'invalid'],
    ['a day before the old one', { newDay: '2026-11-25', dueOn: '2026-12-01' }, 'invalid'],
    ['no day', { newDay: '2026-02-30' }, 'invalid'],
  ])('refuses %s as the new date, and the dossier keeps its extension', async (_what, differing, kind) => {
    const { problem } = await write({ ...APOLOGY, ...differing });
    expect(problem?.type).toBe(`urn:problem:${kind}`);
    expect((await database.query('select * from dossier_extensions')).rowCount).toBe(0);
    expect((await write(APOLOGY)).response.status).toBe(200);
  });

  it('asks for the dossier where the ticket names none', async () => {
    const { code: other } = await desk.open();
    const { problem } = await write(APOLOGY, other);
    expect(problem).toMatchObject({ type: 'urn:problem:invalid', errors: [{ field: 'dossierCode' }] });
  });

  it('writes the answer: the last reply, or what is given', async () => {
    expect((await write({ kind: 'answer' })).problem).toMatchObject({ errors: [{ field: 'text' }] });
    const text = 'Đã giải quyết.\nMời ông đến nhận.';
    await desk.call('an', 'POST', `/api/tickets/${code}/reply`, { version: 1, text, closing: true });
    expect(readText((await write({ kind: 'answer' })).bytes)).toContain(text);
    expect(readText((await write({ kind: 'answer', text: 'Khác' })).bytes)).toContain('Khác');
  });

  it("takes the office's template, and names every fault of a broken one", async () => {
    const path = join(folder, TEMPLATE_FILES.answer);
    await writeFile(path, wordDocument('# Thư riêng\n{co_quan} gửi {ten} về {ma}: {tra_loi}'));
    const answer = { kind: 'answer', text: 'Xong' };
    expect(readText((await write(answer)).bytes)).toContain(`Sở Xây dựng gửi Lê Văn Tám về ${code}: Xong`);

    await writeFile(path, wordDocument('{co_quan} gửi {ten}: {tra_loi} {so_nha} {so_nha}'));
    const { response, problem } = await write(answer);
    expect(response.status).toBe(409);
    expect(problem).toMatchObject({
      type: 'urn:problem:letter_template',
      template: TEMPLATE_FILES.answer,
      errors: [
        { field: 'so_nha', message: LETTER_FAULTS.unknown('so_nha') },
        { field: 'ma', message: LETTER_FAULTS.missing('ma', 'mã phản ánh') },
      ],
    });
    await writeFile(path, wordDocument('{co_quan} {ten} {ma} {tra_loi'));
    expect((await write(answer)).problem!.errors).toMatchObject([
      { field: expect.stringContaining('tra_loi') },
    ]);
    await writeFile(path, 'đây không phải Word');
    expect((await write(answer)).problem!.errors).toEqual([{ field: '', message: LETTER_FAULTS.notWord }]);
    expect((await viewed()).events.filter((event) => event.kind === 'letter')).toHaveLength(1);
  });
});

describe('our own templates', () => {
  it.each(LETTER_KINDS)('%s says everything it must and uses every field it may', async (kind) => {
    const text = readText(defaultTemplate(kind));
    const used = new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, field]) => field));
    const optional = ['can_bo'];
    expect([...used].sort()).toEqual(
      Object.keys(LETTER_FIELDS[kind])
        .filter((field) => !optional.includes(field))
        .sort(),
    );
  });

  it('gives the same file for the same values', async () => {
    const { fill } = createTemplates({ directory: null });
    const values = {
      co_quan: 'A',
      ngay_lap: 'B',
      ten: 'C',
      ma: 'D',
      can_bo: 'E',
      ngay_gui: 'F',
      noi_dung: 'G',
      tra_loi: 'H',
    };
    expect(readText(await fill('answer', values))).toBe(readText(await fill('answer', values)));
  });
});
