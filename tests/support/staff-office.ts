// An application with an administrator who has signed up, for tests of what staff may do; the clock stands still.

import { type Logger, pino } from 'pino';
import { expect } from 'vitest';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { ProblemKind } from '../../api/problems.ts';
import type { Role } from '../../api/route.ts';
import { createClock } from './clock.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { createEchoBot } from './echo-bot.ts';
import { index, someProcedures } from './indexed-catalogue.ts';
import { expectProblem, type StaffBrowser, takeInvitation } from './staff.ts';

export const MINUTE = 60_000;

export type StaffOffice = Awaited<ReturnType<typeof openStaffOffice>>;

/** What must be the same after a refusal; wrong tries and their audit may grow. */
const STANDING = `
select (select jsonb_agg(s order by id) from staff s) as staff,
  (select jsonb_agg(c order by staff_id) from credentials c) as credentials,
  (select jsonb_agg(i order by id) from invitations i) as invitations,
  (select jsonb_agg(to_jsonb(s) - 'seen_at' order by id) from sessions s) as sessions,
  (select jsonb_agg(a order by id) from agencies a) as agencies,
  (select jsonb_agg(a order by id) from audit a where action <> 'session.refused') as audit`;

/**
 * `env` as in `.env`. Citizens are answered by an echo and nothing waits for the catalogue; or by the assistant, from
 * the first `procedures` of the starter catalogue, and every route is there.
 */
export async function openStaffOffice(
  kind: DatabaseKind,
  env: Record<string, string> = {},
  { procedures = 0, logger = pino({ level: 'silent' }) }: { procedures?: number; logger?: Logger } = {},
) {
  const clock = createClock();
  const database = await freshDatabase(kind);
  const config = readConfig({ PORT: '0', SIGN_INS_PER_MINUTE_PER_ADDRESS: '1000', ...env });
  if (procedures > 0) await index(database, await someProcedures(procedures));
  const app = await createApp(config, {
    database,
    logger,
    now: clock.now,
    ...(procedures === 0 && { handleTurn: createEchoBot() }),
  });
  const { url } = app;
  const link = (await app.ready).firstInvitation!;
  const admin = await takeInvitation({ url, link, now: clock.now });

  async function invite(id: string): Promise<string> {
    const invited = await admin.call('POST', `/api/staff/${id}/invitation`);
    expect(invited.status).toBe(200);
    return ((await invited.json()) as { url: string }).url;
  }

  /** A new member who has not signed up yet, and the link for it. */
  async function newcomer(
    username: string,
    role: Role = 'operator',
    agencyId: string | null = null,
  ): Promise<{ id: string; link: string }> {
    const added = await admin.call('POST', '/api/staff', {
      username,
      name: `Cán bộ ${username}`,
      role,
      agencyId,
    });
    expect(added.status).toBe(201);
    const { id } = (await added.json()) as { id: string };
    return { id, link: await invite(id) };
  }

  return {
    url,
    clock,
    database,
    link,
    admin,
    invite,
    newcomer,
    /** One who has signed up, with the browser they are signed in at. */
    async colleague(...given: Parameters<typeof newcomer>): Promise<{ id: string; browser: StaffBrowser }> {
      const { id, link } = await newcomer(...given);
      return { id, browser: await takeInvitation({ url, link, now: clock.now }) };
    },
    /** Sends, and expects the problem and that nothing has changed. */
    async refused(kind: ProblemKind, send: () => Promise<Response>): Promise<Record<string, unknown>> {
      const before = (await database.query(STANDING)).rows;
      const problem = await expectProblem(await send(), kind);
      expect((await database.query(STANDING)).rows).toEqual(before);
      return problem;
    },
    async close() {
      await app.close();
      await database.close();
    },
  };
}
