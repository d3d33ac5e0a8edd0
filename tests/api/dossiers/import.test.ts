// Lists of dossiers from files into the table: what is read, what is refused by line, what changes, who is told.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { findDossier } from '../../../api/dossiers/dossiers.ts';
import { importDossiers, planDossiers } from '../../../api/dossiers/import/import-dossiers.ts';
import { readDossierFile } from '../../../api/dossiers/import/read-dossiers.ts';
import { dossierNews } from '../../../bot/dossiers/standing.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { CODE, factorOf, openRegistry } from '../../support/dossiers.ts';
import { xlsx } from '../../support/office-files.ts';

const HEADER = [
  'Mã hồ sơ',
  'Tên thủ tục',
  'Cơ quan xử lý',
  'Trạng thái',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Hình thức nộp',
  'Chủ hồ sơ',
  'Số điện thoại',
  'Số CCCD/CMND',
];
const ROW = [
  CODE,
  'Đăng ký khai sinh',
  'UBND phường Cẩm Thành',
  'Đang xử lý',
  '02/11/2026 08:30',
  '05/11/2026',
  'Trực tuyến',
  'Nguyễn Thị Bí Mật',
  '0905 123 456',
  '051201007788',
];
const factor = factorOf();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossiers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function csv(rows: readonly (readonly string[])[], { header = HEADER } = {}): string {
  return [['Danh sách hồ sơ'], header, ...rows]
    .map((row) => row.map((cell) => `"${cell}"`).join(';'))
    .join('\n');
}

function row(differing: Partial<Record<number, string>>): string[] {
  return ROW.map((cell, i) => differing[i] ?? cell);
}

describe('a list of dossiers', () => {
  const dossier = {
    code: CODE,
    procedureCode: null,
    procedureTitle: 'Đăng ký khai sinh',
    field: null,
    agency: 'UBND phường Cẩm Thành',
    status: 4,
    receivedAt: new Date('2026-11-02T08:30:00+07:00'),
    dueAt: new Date('2026-11-05T17:00:00+07:00'),
    finishedAt: null,
    filedBy: 'online',
    returnedBy: null,
    ...factor.hashesOf(CODE, { phone: '0905123456', identity: '051201007788' }),
  };

  it('is read from .csv, without names and numbers', async () => {
    const read = await readDossierFile(file('a.csv', csv([ROW])), factor);
    expect(read).toEqual({ dossiers: [dossier], faults: [], unused: ['Chủ hồ sơ'] });
    expect(JSON.stringify(read)).not.toMatch(/Bí Mật|0905|051201/);
  });

  it('is read from .xlsx, dates with their times', async () => {
    const cells = ROW.map((cell, i) => (i === 4 ? new Date('2026-11-02T08:30:00Z') : cell));
    const due = new Date('2026-11-05T00:00:00Z');
    const content = xlsx([HEADER, cells.map((cell, i) => (i === 5 ? due : cell))]);
    expect((await readDossierFile(file('a.xlsx', content), factor)).dossiers).toEqual([dossier]);
  });

  it.each([
    [{ 0: '' }, 'Mã hồ sơ', 'còn trống'],
    [{ 0: 'H48.18-261302-0001' }, 'Mã hồ sơ', 'không đúng dạng H48.18-250701-0001, hoặc ngày không có thật'],
    [{ 1: '' }, 'Tên thủ tục', 'còn trống'],
    [{ 2: ' ' }, 'Cơ quan xử lý', 'còn trống'],
    [{ 3: 'Đang đi chơi' }, 'Trạng thái', 'không phải số 1 đến 10 hay tên trạng thái'],
    [{ 4: '31/02/2026' }, 'Ngày tiếp nhận', 'không phải là ngày giờ (dd/mm/yyyy hh:mm)'],
    [{ 5: '01/01/2999' }, 'Ngày hẹn trả', 'quá dài hoặc ngoài khoảng 2000–2100'],
    [{ 6: 'nhờ người quen' }, 'Kênh nộp', 'không phải trực tiếp, trực tuyến hay bưu chính'],
  ])('names line, field and reason of a row that cannot be used: %j', async (differing, field, reason) => {
    const path = file('b.csv', csv([row({ 0: 'H48.18-261102-0002' }), row(differing)]));
    const { dossiers, faults } = await readDossierFile(path, factor);
    expect(dossiers.map(({ code }) => code)).toEqual(['H48.18-261102-0002']);
    expect(faults).toEqual([expect.objectContaining({ file: path, line: 4, field, reason })]);
    expect(JSON.stringify(faults)).not.toMatch(/Bí Mật|0905|051201/);
  });

  it('has each code once', async () => {
    const { dossiers, faults } = await readDossierFile(file('c.csv', csv([ROW, row({ 3: '9' })])), factor);
    expect([dossiers.map(({ status }) => status), faults.map(({ reason }) => reason)]).toEqual([
      [4],
      ['đã có ở dòng 3'],
    ]);
  });

  it.each([
    ['rỗng.csv', '', 'tệp rỗng'],
    [
      'ten.csv',
      csv([], { header: ['Mã hồ sơ', 'Trạng thái'] }),
      'thiếu cột bắt buộc "Tên thủ tục", "Cơ quan xử lý"',
    ],
    ['ma.csv', Buffer.from('Mã hồ sơ', 'utf16le'), 'UTF-8'],
    ['hong.xlsx', 'PK\u0003\u0004 hỏng', 'bảng tính bị hỏng'],
  ])('is refused whole where it is none: %s', async (name, content, reason) => {
    await expect(readDossierFile(file(name, content), factor)).rejects.toThrow(reason);
  });
});

describe.each(databaseKinds)('importing dossiers on %s', (kind) => {
  const clock = createClock('2026-11-04T09:00:00+07:00');
  let database: OpenDatabase;

  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(() => database.close());

  async function importRows(rows: readonly string[][], asOf = clock.now()) {
    const { dossiers } = await readDossierFile(file(`${kind}.csv`, csv(rows)), factor);
    const { conversations } = openRegistry({ database, now: clock.now });
    const plan = await planDossiers({ database, dossiers, asOf });
    const { told, ...counts } = await importDossiers({
      ...{ database, conversations, word: dossierNews, dossiers, asOf, now: clock.now() },
    });
    expect(counts).toEqual(plan);
    return { ...counts, told };
  }

  it('does once what is done again', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) =>
      row({ 0: `H48.18-261102-${String(i).padStart(4, '0')}` }),
    );
    expect(await importRows(rows)).toMatchObject({ fresh: 2_500, changed: 0, unchanged: 0 });
    expect(await importRows(rows)).toMatchObject({ fresh: 0, changed: 0, unchanged: 2_500 });
    rows[7]![3] = '9';
    expect(await importRows(rows)).toMatchObject({ fresh: 0, changed: 1, unchanged: 2_499 });
  });

  it('leaves what is known from later', async () => {
    await importRows([row({ 3: '9' })]);
    const yesterday = new Date(clock.now().getTime() - 86_400_000);
    expect(await importRows([ROW], yesterday)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await findDossier(database, CODE)).toMatchObject({ status: 9, asOf: clock.now() });
  });

  it('tells who follows of a new status, once and in the same transaction, and of nothing else', async () => {
    const { registry, conversations } = openRegistry({ database, now: clock.now });
    const id = 'direct-line:follower';
    const arrival = { conversationId: id, channel: 'direct-line', userId: 'x', messageId: null } as const;
    await conversations.accept({ ...arrival, activity: { type: 'message', text: 'xin chào' } });
    await importRows([ROW]);
    await database.transaction(registry.follow(CODE, id, clock.now()));

    expect((await importRows([row({ 2: 'UBND xã Bình Sơn' })])).told).toBe(0);
    expect((await importRows([row({ 3: '5' })])).told).toBe(1);
    expect((await importRows([row({ 3: '5' })])).told).toBe(0);
    const news = (await conversations.read(id, 1))?.activities.map(({ activity }) => activity.text);
    expect(news).toEqual([expect.stringContaining(`**Hồ sơ ${CODE} vừa đổi tình trạng: Yêu cầu bổ sung`)]);

    const failing = { ...conversations, appendIn: () => Promise.reject(new Error('no')) };
    const { dossiers } = await readDossierFile(file('d.csv', csv([row({ 3: '9' })])), factor);
    await expect(
      importDossiers({
        ...{ database, conversations: failing, word: dossierNews, dossiers },
        ...{ asOf: clock.now(), now: clock.now() },
      }),
    ).rejects.toThrow('no');
    expect(await findDossier(database, CODE)).toMatchObject({ status: 5 });

    await database.transaction(registry.unfollow(CODE, id));
    expect((await importRows([row({ 3: '10' })])).told).toBe(0);
  });
});
