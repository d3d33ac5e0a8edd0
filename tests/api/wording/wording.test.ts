// An administrator words a sentence anew: the next citizen reads it, in every process, until it is taken back.

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWording } from '../../../api/wording/live-wording.ts';
import { replies } from '../../../bot/replies.ts';
import { type Chat, openChat } from '../../../scripts/bench/chat-client.ts';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem } from '../../support/staff.ts';
import { openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';
import { until } from '../../support/until.ts';

const PLACE = '/api/sentences/general.thanks';
const OURS = 'Dạ không có chi, bà con cứ hỏi.';

describe.each(databaseKinds)('the assistant’s words on the %s database', (kind) => {
  let office: StaffOffice;
  let chat: Chat;

  beforeEach(async () => {
    office = await openStaffOffice(kind, {}, { procedures: 3 });
    chat = await openChat({ url: office.url, read: 'socket' });
  });
  afterEach(async () => {
    chat.close();
    await office.close();
  });

  it('are said at once, listed beside the shipped ones, kept in the audit, and taken back', async () => {
    const { admin, database } = office;
    const elsewhere = await openWording({ database, logger: pino({ level: 'silent' }) });
    expect((await chat.ask('cảm ơn')).text).toBe(replies.thanks);
    const changed = await admin.call('PUT', PLACE, { text: `  ${OURS}\r\n` });
    expect(changed.status).toBe(200);
    expect((await chat.ask('cảm ơn')).text).toBe(OURS);
    await until(() => elsewhere.worded(replies.thanks) === OURS);
    type List = { sentences: { key: string; text: string; shipped: string; changedAt: string | null }[] };
    const { sentences } = await admin.read<List>('/api/sentences');
    expect(sentences.filter(({ changedAt }) => changedAt !== null)).toEqual([
      {
        key: 'general.thanks',
        text: OURS,
        shipped: replies.thanks,
        changedAt: office.clock.now().toISOString(),
      },
    ]);
    expect((await admin.call('DELETE', PLACE)).status).toBe(204);
    expect((await chat.ask('cảm ơn')).text).toBe(replies.thanks);
    await until(() => elsewhere.worded(replies.thanks) === replies.thanks);
    await office.refused('no_such_sentence', () => admin.call('DELETE', PLACE));
    const { rows } = await database.query(
      `select action, subject from audit where action like 'sentence.%' order by id`,
    );
    expect(rows).toEqual([
      { action: 'sentence.put', subject: 'sentence:general.thanks' },
      { action: 'sentence.removed', subject: 'sentence:general.thanks' },
    ]);
    await elsewhere.close();
  });

  it('are refused when they lack what saves a life, say too much, or are nobody’s', async () => {
    const { admin } = office;
    const emergency = await admin.call('PUT', '/api/sentences/general.emergency', {
      text: 'Gọi 113, 115. Tôi là máy.',
    });
    expect(await expectProblem(emergency, 'sentence_lacks')).toMatchObject({
      errors: [{ field: 'text', message: 'Thiếu: 114' }],
    });
    for (const text of ['', ' ', 'x', 'x'.repeat(1001), 'một\u0000hai', 'một\u200bhai', 7])
      await office.refused('invalid', () => admin.call('PUT', PLACE, { text }));
    await office.refused('no_such_sentence', () =>
      admin.call('PUT', '/api/sentences/general.eraseYes', { text: OURS }),
    );
    expect((await chat.ask('cảm ơn')).text).toBe(replies.thanks);
  });
});
