// When the copilot cannot: the officer is told in time and in plain words, and nothing else has changed.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CopilotOffice, openCopilotOffice } from '../support/copilot-office.ts';
import { databaseKinds } from '../support/databases.ts';
import { TROUBLES } from '../support/model-server.ts';
import { expectProblem } from '../support/staff.ts';
import { MINUTE, openStaffOffice } from '../support/staff-office.ts';

describe.each(databaseKinds)('the copilot in trouble on the %s database', (kind) => {
  let office: CopilotOffice;
  let code: string;

  beforeAll(async () => {
    office = await openCopilotOffice(kind, { COPILOT_TIMEOUT_MS: '3000' });
    const conversationId = await office.converse('thao');
    ({ code } = await office.desk.open({ conversationId }));
    // LangChain is loaded with the first, which may come late for it.
    await ask();
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    // The rest after a failure is over.
    office.clock.forward(2 * MINUTE);
    office.model.behave({ script: ['Xin chờ tin ạ.'], trouble: null });
    await office.suggest(office.builder, code);
  });

  const ask = (what = 'suggestion') => office.builder.call('POST', `/api/tickets/${code}/${what}`);
  const lastRun = async () => (await office.runs()).at(-1)!;
  const standing = async () => {
    const { rows } = await office.database.query(
      `select (select jsonb_agg(a order by conversation_id, position) from activities a) as activities,
        (select jsonb_agg(r order by event_id) from ticket_replies r) as replies,
        (select jsonb_agg(t order by id) from tickets t) as tickets,
        (select jsonb_agg(e order by id) from ticket_events e where kind <> 'read') as events`,
    );
    return rows;
  };

  it.each([
    ['hang', 'late'],
    ['stall', 'late'],
    ['cut', 'broken_off'],
    ['out of tokens', 'too_long'],
    ['no end', 'broken_off'],
    ['server error', 'refused'],
    ['too many requests', 'refused'],
    ['half JSON', 'unusable'],
    ['no JSON', 'unusable'],
    ['a megabyte', 'too_long'],
    ['wrong types', 'unusable'],
    ['another shape', 'unusable'],
  ] as const)('says so when the model is in trouble: %s', async (trouble, reason) => {
    const before = await standing();
    office.model.behave({ trouble: TROUBLES[trouble] });
    await expectProblem(await ask(), 'copilot_failed');
    expect(await lastRun()).toMatchObject({ outcome: 'fallback', reason, made: null });
    // It rests now, and says that at once.
    const busy = await ask('summary');
    expect(busy.headers.get('retry-after')).toBe('60');
    await expectProblem(busy, 'copilot_busy');
    expect(await lastRun()).toMatchObject({ outcome: 'fallback', reason: 'resting' });
    expect(await standing()).toEqual(before);
  });

  it('ends a model that looks things up for ever, and does not rest for it', async () => {
    office.model.behave({ script: () => [{ name: 'similar_tickets', args: {} }] });
    await expectProblem(await ask(), 'copilot_failed');
    expect(await lastRun()).toMatchObject({ reason: 'endless', calls: 6 });
    office.model.behave({ script: ['Xin chờ tin ạ.'] });
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['', 'empty'],
    ['Lệ phí là 5.000.000 đồng.', 'claim'],
  ])('has no draft where nothing is left to stand: "%s"', async (written, reason) => {
    office.model.behave({ script: [written] });
    for (const what of ['suggestion', 'summary']) {
      await expectProblem(await ask(what), 'copilot_failed');
      expect(await lastRun()).toMatchObject({ outcome: 'fallback', reason });
    }
  });

  it('takes no more than the day allows', async () => {
    await office.database.query('update model_budget set tokens = 99999999 where conversation = $1', [
      `ticket:${code}`,
    ]);
    const asked = office.model.requests.length;
    await expectProblem(await ask(), 'copilot_busy');
    expect(await lastRun()).toMatchObject({ reason: 'over_budget' });
    expect(office.model.requests).toHaveLength(asked);
    await office.database.query('update model_budget set tokens = 0');
  });

  it('does only so much at once', async () => {
    office.model.behave({ trouble: TROUBLES.hang });
    const kinds = await Promise.all(
      Array.from({ length: 6 }, async () => ((await (await ask()).json()) as { type: string }).type),
    );
    expect(kinds.toSorted()).toEqual([
      'urn:problem:copilot_busy',
      'urn:problem:copilot_busy',
      ...Array.from({ length: 4 }, () => 'urn:problem:copilot_failed'),
    ]);
  });
});

it('says that it is off where nobody switched it on', async () => {
  const office = await openStaffOffice('embedded');
  try {
    expect(await office.admin.read('/api/copilot')).toEqual({ on: false });
    for (const what of ['suggestion', 'summary'])
      await expectProblem(
        await office.admin.call('POST', `/api/tickets/PA-2026-000001/${what}`),
        'copilot_off',
      );
  } finally {
    await office.close();
  }
});
