// `npm run import-dossiers` and `npm run demo-dossiers` as an officer uses them: real processes, their words and exit codes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEXT } from '../../scripts/dossiers-report.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('dossiers from the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dossiers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(script: 'import-dossiers' | 'demo-dossiers', ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(ROOT, `scripts/${script}.ts`), ...args],
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

  test('a demonstration is made anew and removed', () => {
    expect(run('demo-dossiers', '--count', '300')).toMatchObject({
      status: 0,
      stdout: `${TEXT.madeUp(300)}\n`,
    });
    expect(run('demo-dossiers', '--count', '200')).toMatchObject({
      status: 0,
      stdout: `${TEXT.madeUp(200)}\n`,
    });
    expect(run('demo-dossiers', '--remove')).toMatchObject({ status: 0, stdout: `${TEXT.removed(200)}\n` });
  }, 180_000);

  test('a list is planned, imported, and nothing the second time; no demonstration comes over it', () => {
    const path = join(folder, 'hoso.csv');
    writeFileSync(
      path,
      'Mã hồ sơ,Tên thủ tục,Cơ quan xử lý,Trạng thái,Số điện thoại\nH48.18-261102-0001,Khai sinh,UBND xã,4,0905123456\nH48.18-261102-0002,Khai sinh,UBND xã,xong,0905123457\n',
    );
    const rehearsal = run('import-dossiers', path, '--dry-run');
    expect(rehearsal).toMatchObject({ status: 0, stderr: `${TEXT.dryRun}\n` });
    expect(rehearsal.stdout).toContain(`${TEXT.fresh}: 1`);
    expect(rehearsal.stdout).toContain('hoso.csv:3 H48.18-261102-0002 [Trạng thái]');
    expect(rehearsal.stdout).not.toContain('0905');
    const counts = { fresh: 1, changed: 0, unchanged: 0, told: 0 };
    expect(run('import-dossiers', path)).toMatchObject({ status: 0, stderr: `${TEXT.done(counts)}\n` });
    const again = run('import-dossiers', path, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      fresh: 0,
      changed: 0,
      unchanged: 1,
      faults: [{ line: 3 }],
    });
    expect(run('demo-dossiers')).toMatchObject({ status: 4, stderr: `${TEXT.real}\n` });
  }, 180_000);

  test('wrong use and unreadable files are told apart', () => {
    expect(run('import-dossiers')).toMatchObject({ status: 2, stderr: expect.stringContaining(TEXT.noFile) });
    expect(run('import-dossiers', 'a.csv', '--as-of', '2999-01-01')).toMatchObject({ status: 2 });
    expect(run('demo-dossiers', '--count', 'many')).toMatchObject({ status: 2 });
    expect(run('import-dossiers', join(folder, 'none.csv'))).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('không có tệp này'),
    });
  }, 180_000);
});
