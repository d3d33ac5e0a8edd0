// `npm run import` as an officer uses it: a real process with its plan, its words and its exit codes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { procedureLines } from '../../knowledge/import/procedure-lines.ts';
import { aProcedure } from '../support/procedures.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('npm run import', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'scripts/import.ts'), ...args],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          DATA_DIR: join(folder, 'data'),
          DATABASE_URL: '',
          LOG_LEVEL: 'silent',
        },
      },
    );
    return { status, stdout, stderr };
  }

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  const codes = ['1.000001', '1.000002', '1.000003', '1.000004'];
  const catalogue = (titles: Record<string, string> = {}, of = codes) =>
    procedureLines(
      { source: 'thử', dataDate: '2026-07' },
      of.map((code) => aProcedure({ code, title: titles[code] ?? `Thủ tục ${code}` })),
    );

  test('plans, imports, and finds nothing to do the second time', () => {
    const path = file('goc.jsonl', catalogue());
    const rehearsal = run(path, '--dry-run');
    expect(rehearsal).toMatchObject({ status: 0, stderr: 'Chạy thử: chưa thay đổi gì.\n' });
    expect(rehearsal.stdout).toContain('Mới: 4');

    const first = run(path);
    expect(first).toMatchObject({ status: 0, stderr: 'Đã nhập xong. Số văn bản phải lập chỉ mục lại: 4.\n' });
    expect(first.stdout).toBe(rehearsal.stdout);

    const again = run(path, '--json');
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual({
      read: 4,
      new: [],
      changed: [],
      unchanged: 4,
      repealed: [],
      refused: false,
      leftOut: { withdrawn: 0, internal: 0, level: 0, publisher: 0 },
      faults: [],
      remarks: [],
      embedded: 0,
    });
  });

  test('lists faults and what stays out, and spares what it could not read', () => {
    const elsewhere = aProcedure({ code: '1.000009', publisher: 'UBND tỉnh Lào Cai' });
    const unreadable = JSON.stringify({ code: '1.000004', name: 'Hỏng', executionMethods: 1 });
    const portal = (code: string, title: string) =>
      JSON.stringify({ code, name: title, departmentPromulgateName: 'Bộ Tư pháp', isWard: true });
    const path = file(
      'cong.jsonl',
      [
        ...codes.slice(0, 3).map((code) => portal(code, `Đổi ${code}`)),
        JSON.stringify({
          code: elsewhere.code,
          name: 'Nơi khác',
          departmentPromulgateName: elsewhere.publisher,
          isWard: true,
        }),
        unreadable,
      ].join('\n'),
    );
    const { status, stdout } = run(path, '--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('Thay đổi: 3 (1.000001, 1.000002, 1.000003)');
    expect(stdout).toContain('Bãi bỏ: 0');
    expect(stdout).toContain('nơi khác công bố: 1');
    expect(stdout).toContain(`${path}:5 1.000004 [executionMethods]`);
  });

  test('refuses to repeal too much, unless told that it is a part or meant', () => {
    const path = file('mot-phan.jsonl', catalogue({}, codes.slice(0, 2)));
    const refused = run(path);
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain('sẽ bãi bỏ 2 trong 4');
    expect(run(path, '--partial')).toMatchObject({ status: 0 });
    const meant = run(path, '--allow-repeal', '--json');
    expect(meant.status).toBe(0);
    expect(JSON.parse(meant.stdout)).toMatchObject({ repealed: ['1.000003', '1.000004'], unchanged: 2 });
  });

  test('a file that cannot be read, or holds nothing in scope, changes nothing', () => {
    const broken = run(join(folder, 'khong-co.jsonl'));
    expect(broken).toMatchObject({ status: 3, stdout: '' });
    expect(broken.stderr).toContain('không có tệp này');
    const outside = run(file('goc.jsonl', catalogue()), '--levels', 'bộ');
    expect(outside.status).toBe(3);
    expect(outside.stderr).toContain('Không có thủ tục nào trong phạm vi');
    expect(outside.stdout).toContain('không thuộc cấp được nhận: 4');
  });

  test.each([
    [[], 'Chưa nêu tệp nào'],
    [['--tat-ca', 'a.jsonl'], '--tat-ca'],
    [['a.jsonl', '--levels', 'huyện'], 'không hiểu "huyện"'],
    [['a.jsonl', '--data-date', '7/2026'], 'phải có dạng 2026-07'],
  ])('%j is explained with the usage', (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Cách dùng');
  });
});
