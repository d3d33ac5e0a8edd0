// Signing in: password, second factor, and locks against guessing; every refusal has its own document and changes nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem, PASSWORD, post, type StaffBrowser } from '../../support/staff.ts';
import { MINUTE, openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';

describe.each(databaseKinds)('signing in on the %s database', (kind) => {
  let office: StaffOffice;

  beforeAll(async () => {
    office = await openStaffOffice(kind);
  });
  afterAll(() => office.close());

  /** A code is good once, so each sign-in needs another half minute. */
  function nextCode(browser: StaffBrowser): string {
    office.clock.forward(MINUTE);
    return browser.codeNow();
  }

  const signIn = (body: object) => post(office.url, '/api/session', body);

  it('asks for the second factor after the password, and takes each code once', async () => {
    const username = ' QuanTri ';
    const code = nextCode(office.admin);
    await office.refused('second_factor_needed', () => signIn({ username, password: PASSWORD }));
    const response = await signIn({ username, password: PASSWORD.normalize('NFD'), code });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    await office.refused('code_used', () => signIn({ username, password: PASSWORD, code }));
    await office.refused('wrong_code', () => signIn({ username, password: PASSWORD, code: '000000' }));
  });

  it('takes a code once also when it comes twice at the same moment', async () => {
    const body = { username: 'quantri', password: PASSWORD, code: nextCode(office.admin) };
    const answers = await Promise.all([signIn(body), signIn(body), signIn(body)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    for (const answer of answers.filter(({ status }) => status === 401))
      await expectProblem(answer, 'code_used');
  });

  it('answers an unknown name, a wrong password and an account without credentials alike', async () => {
    await office.admin.call('POST', '/api/staff', {
      username: 'chua-vao',
      name: 'Chưa vào',
      role: 'operator',
    });
    const problems = [];
    for (const username of ['quantri', 'chua-vao', 'khong-co-ai', '@integration', "' or 1=1 --"]) {
      const { instance, ...problem } = await office.refused('wrong_credentials', () =>
        signIn({ username, password: 'sai mật khẩu rồi', code: '123456' }),
      );
      problems.push(problem);
    }
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
  });

  it('locks an account after five wrong tries, whether it exists or not, and opens it after a quarter of an hour', async () => {
    const { browser } = await office.colleague('binh', 'operator');
    for (const username of ['binh', 'khong-co']) {
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => signIn({ username, password: 'sai', code: '000000' })),
      );
      expect(tries.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    }
    office.clock.forward(MINUTE);
    const right = () => signIn({ username: 'binh', password: PASSWORD, code: browser.codeNow() });
    await office.refused('locked', right);
    expect((await right()).headers.get('retry-after')).toBe(String(14 * 60));
    expect((await browser.call('GET', '/api/session')).status).toBe(200);
    office.clock.forward(14 * MINUTE);
    expect((await right()).status).toBe(200);
  });

  it('locks a network that tries many accounts', async () => {
    office.clock.forward(15 * MINUTE);
    const statuses = [];
    for (let n = 0; n < 31; n++)
      statuses.push((await signIn({ username: `ai-${n}`, password: 'sai' })).status);
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    await office.refused('locked', () =>
      signIn({ username: 'quantri', password: PASSWORD, code: nextCode(office.admin) }),
    );
    office.clock.forward(15 * MINUTE);
    await office.admin.signIn();
  });

  it('does not let the right password alone clear the count of wrong codes', async () => {
    office.clock.forward(15 * MINUTE);
    const body = { username: 'quantri', password: PASSWORD };
    for (let n = 0; n < 5; n++) {
      await expectProblem(await signIn({ ...body, code: '000000' }), 'wrong_code');
      if (n < 4) await expectProblem(await signIn(body), 'second_factor_needed');
    }
    await office.refused('locked', () => signIn({ ...body, code: nextCode(office.admin) }));
    office.clock.forward(15 * MINUTE);
    await office.admin.signIn();
  });
});
