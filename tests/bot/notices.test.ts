// Notices between processes: whatever a subject holds arrives whole, and what cannot be read troubles nobody.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createNotices, NOTICE_CHANNEL, type Notice, type Notices } from '../../bot/notices.ts';
import { createClock } from '../support/clock.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';

describe.each(databaseKinds)('notices on %s', (kind) => {
  const { now } = createClock();
  let database: OpenDatabase;
  let one: Notices;
  let other: Notices;
  let heard: Notice[];

  beforeEach(async () => {
    database = await freshDatabase(kind);
    one = createNotices({ database, processId: 'one', now });
    other = createNotices({ database, processId: 'other', now });
    await one.start();
    await other.start();
    heard = [];
    other.subscribe((notice) => heard.push(notice));
  });

  afterEach(async () => {
    await one.close();
    await other.close();
    await database.close();
  });

  const send = (payload: string) => database.query('select pg_notify($1, $2)', [NOTICE_CHANNEL, payload]);
  const at = now().getTime();

  it('carry ids as other systems write them, with spaces, quotes and marks', async () => {
    const subjects = ['zalo-oa:ba hai', 'zalo-oa:"{}"', 'zalo-oa:bà Hai 👵'];
    for (const subject of subjects) await one.tellAll('said', subject);
    await until(() => heard.length === subjects.length);
    expect(heard).toEqual(subjects.map((subject) => ({ kind: 'said', subject, here: false, at })));
  });

  it('carry a part of an answer to the others; one too long for a notification is told here only', async () => {
    const here: Notice[] = [];
    one.subscribe((notice) => here.push(notice));
    const part = { stream: 's', nr: 1, text: 'Lệ phí là 50.000 đồng.\n' };
    const long = { ...part, nr: 2, text: 'à'.repeat(4_000) };
    await one.tellAll('writing', 'web:a b', long);
    await one.tellAll('writing', 'web:a b', part);
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ kind: 'writing', subject: 'web:a b', here: false, at, part }]);
    expect(here.map((notice) => notice.part?.nr)).toEqual([2, 1]);
  });

  it('tell the process that wrote them only when they are for all', async () => {
    await send(other.payload('said', 'own'));
    await send(other.payloadForAll('queue', 'queue'));
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ kind: 'queue', subject: 'queue', here: false, at }]);
  });

  it('that cannot be read are passed over', async () => {
    const unreadable = ['', 'one said 1 web:a', '{"origin":"one"', 'null', '{"origin":"one","kind":"gone"}'];
    for (const payload of unreadable) await send(payload);
    await one.tellAll('said', 'web:a');
    await until(() => heard.length > 0);
    expect(heard.map(({ subject }) => subject)).toEqual(['web:a']);
  });
});
