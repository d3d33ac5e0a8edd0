// `npm run staff` as an administrator on the server uses it: a real process, and a link that lets the person in.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { INPUT_FAULTS } from '../../api/input-faults.ts';
import { PROBLEMS } from '../../api/problems.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { takeInvitation } from '../support/staff.ts';

const ROOT = join(import.meta.dirname, '../..');
const LINK =
  /^Đường dẫn cho (\S+), dùng một lần trong 24 giờ tới:\n(https:\/\/hotro\.example\.vn\/console\/invitation#[\w-]{43})\n$/;

describe('npm run staff', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'staff-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'scripts/staff.ts'), ...args],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          DATA_DIR: join(folder, 'data'),
          DATABASE_URL: '',
          PUBLIC_URL: 'https://hotro.example.vn',
          LOG_LEVEL: 'silent',
        },
      },
    );
    return { status, stdout, stderr };
  }

  it.each([[], ['invite', 'hoa', '--role', 'administrator'], ['add', 'hoa', '--password', 'x']])(
    'explains itself when it is called as %j',
    (...args) => {
      expect(run(...args)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^Cách dùng: /),
      });
    },
  );

  let link: string;

  it('adds a person and prints a link, and another one when asked again', () => {
    const added = run('add', 'hoa', '--name', 'Lê Hoa', '--role', 'officer', '--agency', 'so-y-te');
    expect(added).toMatchObject({ status: 0, stderr: '' });
    const [, username, first] = LINK.exec(added.stdout) ?? [];
    expect(username).toBe('hoa');
    [, , link = ''] = LINK.exec(run('invite', 'hoa').stdout) ?? [];
    expect(link).toMatch(/#[\w-]{43}$/);
    expect(link).not.toBe(first);
  });

  it('lets the person sign up by the link, and says when the running server has the database', async () => {
    const app = await createApp(readConfig({ PORT: '0', DATA_DIR: join(folder, 'data') }), {
      logger: pino({ level: 'silent' }),
      handleTurn: createEchoBot(),
    });
    await app.ready;
    const hoa = await takeInvitation({ url: app.url, link, now: () => new Date() });
    expect(await hoa.read('/api/session')).toMatchObject({
      staff: { name: 'Lê Hoa', role: 'officer', agency: { id: 'so-y-te', name: 'Sở Y tế' } },
    });
    expect(run('invite', 'hoa')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is in use by'),
    });
    await app.close();
  });

  it('says what is wrong and adds nothing', () => {
    const name = ['--name', 'Lê Hoa'];
    expect(run('add', 'Lê Hoa', ...name, '--role', 'operator')).toEqual({
      status: 1,
      stdout: '',
      stderr: `${PROBLEMS.invalid.detail}\n- username: ${INPUT_FAULTS.username}\n`,
    });
    for (const [kind, ...args] of [
      ['username_taken', 'add', 'hoa', ...name, '--role', 'operator'],
      ['no_such_staff', 'invite', 'mai'],
    ] as const)
      expect(run(...args)).toEqual({ status: 1, stdout: '', stderr: `${PROBLEMS[kind].detail}\n` });
  });
});
