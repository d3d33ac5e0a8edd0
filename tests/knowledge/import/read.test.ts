// Files are recognised by their content; what cannot be read says why; two records of one code do not mix.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../../knowledge/import/gather.ts';
import { procedureLines } from '../../../knowledge/import/procedure-lines.ts';
import { DEFAULT_SCOPE } from '../../../knowledge/import/scope.ts';
import { UnreadableFile } from '../../../knowledge/import/unreadable-file.ts';
import { docx } from '../../support/office-files.ts';
import { aProcedure } from '../../support/procedures.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function gatherFile(content: string | Uint8Array) {
  const file = join(folder, 'tep.dat');
  await writeFile(file, content);
  return gather({ files: [file], scope: DEFAULT_SCOPE });
}

function raw(code: string, differing: Record<string, unknown> = {}) {
  return {
    code,
    name: `Thủ tục ${code}`,
    departmentPromulgateName: 'Bộ Tư pháp',
    isWard: true,
    ...differing,
  };
}
const records = ['1.000001', '1.000002', '1.000003'].map((code) => raw(code));
const lines = records.map((record) => JSON.stringify({ detail: record })).join('\n');

describe('forms of a file', () => {
  test.each([
    ['lines', `${lines}\n`],
    [
      'lines without a last line end, with empty lines, Windows ends and a byte order mark',
      `\uFEFF${lines.replaceAll('\n', '\r\n\r\n')}`,
    ],
    ['gzip', gzipSync(lines)],
    ['an array', JSON.stringify(records, null, 2)],
    ['a gzip of an array', gzipSync(JSON.stringify(records))],
  ])('%s', async (_name, content) => {
    const { procedures, faults } = await gatherFile(content);
    expect(procedures.map(({ code }) => code)).toEqual(['1.000001', '1.000002', '1.000003']);
    expect(faults).toEqual([]);
  });

  test('one object over many lines, in the envelope of the API', async () => {
    const { procedures } = await gatherFile(JSON.stringify({ code: 'OK', data: records[0] }, null, 2));
    expect(procedures).toMatchObject([{ code: '1.000001' }]);
  });

  test('our own lines, with their month', async () => {
    const procedures = [aProcedure({ code: '1.000001' }), aProcedure({ code: '1.000002' })];
    const gathered = await gatherFile(procedureLines({ source: 'thử', dataDate: '2026-07' }, procedures));
    expect(gathered).toMatchObject({ procedures, dataDate: '2026-07', records: 2 });
  });

  test('a long line in many pieces keeps its letters whole', async () => {
    const steps = [{ name: '', description: 'ế'.repeat(300_000) }];
    const { procedures } = await gatherFile(
      gzipSync(JSON.stringify(raw('1.000001', { executionSteps: steps }))),
    );
    expect(procedures[0]?.steps).toEqual([{ name: null, text: 'ế'.repeat(300_000) }]);
  });
});

describe('a record that cannot be read', () => {
  test('is listed with line, field and reason and stops nothing but itself', async () => {
    const content = [
      JSON.stringify(records[0]),
      '{"code": "1.000002", "name":',
      JSON.stringify(raw('sai mã')),
      JSON.stringify(raw('1.000004', { executionMethods: [{ submissionMethod: 'FAX' }] })),
      JSON.stringify(records[2]),
    ].join('\n');
    const gathered = await gatherFile(content);
    expect(gathered.procedures.map(({ code }) => code)).toEqual(['1.000001', '1.000003']);
    expect(gathered.faults).toMatchObject([
      { line: 2, code: null, field: 'bản ghi', reason: 'JSON bị hỏng hoặc bị cắt ngang' },
      { line: 3, code: 'sai mã', field: 'code' },
      { line: 4, code: '1.000004', field: 'executionMethods.0.submissionMethod' },
    ]);
    expect(gathered).toMatchObject({ spared: ['1.000004'], nameless: 2 });
  });

  test('a broken first line does not hide the others', async () => {
    const { procedures, faults } = await gatherFile(`{"code": \n${lines}`);
    expect(procedures).toHaveLength(3);
    expect(faults).toMatchObject([{ line: 1 }]);
  });
});

describe('a file that cannot be read says why', () => {
  const packed = gzipSync(lines);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, 30, 60);
  const archive = docx(['Mã thủ tục: 1.000001', 'Tên thủ tục: A']);
  test.each([
    ['empty', '', 'tệp rỗng'],
    ['only spaces', ' \n\n', 'tệp rỗng'],
    ['gzip cut off', packed.subarray(0, packed.length - 20), 'gzip bị cắt ngang'],
    ['gzip damaged', damaged, 'gzip bị hỏng'],
    ['not UTF-8', Buffer.from('{"name":"Th\xfb t\xf4c"}', 'latin1'), 'không phải văn bản UTF-8'],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 'UTF-16'],
    ['an array cut off', '[{"code":"1.000001"', 'JSON bị hỏng'],
    ['zip cut off', archive.subarray(0, archive.length - 30), 'bị hỏng hoặc bị cắt ngang'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), 'không phải .doc hay .xlsx'],
    ['a Word document of something else', docx(['Kính gửi Trung tâm']), 'thiếu mã hoặc tên thủ tục'],
    [
      'a Word document with broken XML',
      zipSync({ 'word/document.xml': strToU8('<w:document><w:body>') }),
      'nội dung văn bản bị hỏng',
    ],
    ['an .xlsx without sheets', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'bảng tính bị hỏng'],
    ['PDF', '%PDF-1.7', 'tệp PDF'],
    ['old Office', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'Office đời cũ'],
    ['a web page', '<!doctype html><p>Forbidden', 'trang web'],
  ])('%s', async (_name, content, reason) => {
    const reading = gatherFile(content);
    await expect(reading).rejects.toThrow(UnreadableFile);
    await expect(reading).rejects.toThrow(reason);
  });

  test.each([
    ['not there', 'khong-co.jsonl', 'không có tệp này'],
    ['a folder', '.', 'đây là thư mục'],
  ])('%s', async (_name, name, reason) => {
    await expect(gather({ files: [join(folder, name)], scope: DEFAULT_SCOPE })).rejects.toThrow(reason);
  });
});

describe('two records of one code', () => {
  const older = { procedureProposal: { proposalNumber: '1/QĐ', decisionDate: Date.UTC(2025, 0, 1) } };
  const newer = { procedureProposal: { proposalNumber: '2/QĐ', decisionDate: Date.UTC(2026, 0, 1) } };
  const named = (code: string, name: string, differing: object) =>
    JSON.stringify(raw(code, { name, ...differing }));

  test.each([
    [
      'the clean code wins over a repaired one, whatever the dates',
      [named('1.000001', 'Sạch', older), named(' 1.000001', 'Bẩn', newer)],
      'Sạch',
      2,
    ],
    [
      'also when it comes second',
      [named(' 1.000001', 'Bẩn', newer), named('1.000001', 'Sạch', older)],
      'Sạch',
      1,
    ],
    ['then the newer decision', [named('1.000001', 'Mới', newer), named('1.000001', 'Cũ', older)], 'Mới', 2],
    ['then the later record', [named('1.000001', 'Trước', older), named('1.000001', 'Sau', older)], 'Sau', 1],
  ])('%s', async (_name, content, title, line) => {
    const { procedures, faults } = await gatherFile(content.join('\n'));
    expect(procedures).toMatchObject([{ code: '1.000001', title }]);
    expect(faults).toMatchObject([
      { line, code: '1.000001', field: 'code', reason: expect.stringContaining('trùng mã') },
    ]);
  });

  test('the same record twice is no fault, a record out of scope does not compete', async () => {
    const outside = raw(' 1.000002', { name: 'Nơi khác', departmentPromulgateName: 'UBND tỉnh Lào Cai' });
    const { procedures, faults, leftOut } = await gatherFile(
      `${lines}\n${lines}\n${JSON.stringify(outside)}`,
    );
    expect(procedures).toHaveLength(3);
    expect(faults).toEqual([]);
    expect(leftOut).toEqual({ withdrawn: 0, internal: 0, level: 0, publisher: 1 });
  });
});
