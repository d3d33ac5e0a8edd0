// Looking up dossiers: what the second factor opens, what stays closed, and that nothing tells an unknown code from a wrong factor.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import type { DossierAnswer, DossierRegistry } from '../../../bot/ports.ts';
import type { Database, Queryable } from '../../../knowledge/ports.ts';
import { createClock, type TestClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { aDossier, CODE, IDENTITY, openRegistry, PHONE, store } from '../../support/dossiers.ts';

const RIGHT = PHONE.slice(-4);
const UNKNOWN = 'H48.18-261102-9999';
const MINUTE = 60_000;

describe.each(databaseKinds)('the registry on the %s database', (kind) => {
  let database: OpenDatabase;
  let clock: TestClock;
  let registry: DossierRegistry;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    clock = createClock('2026-11-04T09:00:00+07:00');
    ({ registry } = openRegistry({ database, now: clock.now }));
  });

  afterEach(() => database.close());

  function lookUp(
    code: string,
    factor: string,
    { conversation = 'one', address = null }: { conversation?: string; address?: string | null } = {},
    by: DossierRegistry = registry,
  ): Promise<DossierAnswer> {
    return by.lookUp({
      code,
      factor,
      conversationId: `direct-line:${conversation}`,
      address,
      now: clock.now(),
    });
  }

  it('is connected once there are dossiers', async () => {
    expect(await registry.connected()).toBe(false);
    await store(database, [aDossier()], { asOf: clock.now() });
    expect(await registry.connected()).toBe(true);
  });

  it('tells status, agency, dates and working days left to whoever has the digits of phone or identity', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    const { code, procedureTitle, agency, status, receivedAt, dueAt, finishedAt } = aDossier();
    const standing = {
      ...{ code, procedureTitle, agency, status, receivedAt, dueAt, finishedAt },
      ...{ workingDaysLeft: 1, asOf: clock.now(), stale: false, madeUp: false },
    };
    expect(await lookUp(CODE, RIGHT)).toEqual({ kind: 'found', standing });
    expect(await lookUp(CODE, '7788')).toEqual({ kind: 'found', standing });
  });

  it.each([
    ['phone', ['found', 'no_match']],
    ['identity', ['no_match', 'found']],
  ] as const)('asks for the digits that are configured: %s', async (of, kinds) => {
    await store(database, [aDossier()], { asOf: clock.now() });
    const { registry: strict } = openRegistry({ database, now: clock.now, factor: { of } });
    const answers = [await lookUp(CODE, RIGHT, {}, strict), await lookUp(CODE, '7788', {}, strict)];
    expect(answers.map((answer) => answer.kind)).toEqual(kinds);
  });

  it.each([1, 3, 5, 6, 7, 8, 9, 10])(
    'counts no days where the clock does not run: status %d',
    async (status) => {
      await store(database, [aDossier({ status })], { asOf: clock.now() });
      expect(await lookUp(CODE, RIGHT)).toMatchObject({ standing: { status, workingDaysLeft: null } });
    },
  );

  it('counts the days over', async () => {
    await store(database, [aDossier({ dueAt: new Date('2026-10-30T17:00:00+07:00') })], {
      asOf: clock.now(),
    });
    expect(await lookUp(CODE, RIGHT)).toMatchObject({ standing: { workingDaysLeft: -3 } });
  });

  it('keeps neither number nor anything from which one could be read without the key', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    const { rows } = await database.query<{ row: string }>('select d::text as row from dossiers d');
    const plainHash = createHash('sha256').update(RIGHT).digest('hex');
    for (const readable of [PHONE, IDENTITY, plainHash]) expect(rows[0]?.row).not.toContain(readable);
  });

  it('says the same, by the same queries, for an unknown code and a wrong factor', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    const asked: string[][] = [];
    for (const [code, factor] of [
      [CODE, '0000'],
      [UNKNOWN, '0000'],
    ] as const) {
      const texts: string[] = [];
      const { registry: watched } = openRegistry({ database: watching(database, texts), now: clock.now });
      expect(await lookUp(code, factor, { conversation: code }, watched)).toEqual({ kind: 'no_match' });
      asked.push(texts);
    }
    expect(asked[0]?.length).toBeGreaterThan(1);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('locks a conversation after too many wrong tries, for right ones too, and lets it in again later', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    for (let i = 0; i < 5; i++) expect(await lookUp(CODE, '0000')).toEqual({ kind: 'no_match' });
    const until = new Date(clock.now().getTime() + 30 * MINUTE);
    expect(await lookUp(CODE, RIGHT)).toEqual({ kind: 'locked', until });
    expect(await lookUp(UNKNOWN, RIGHT)).toEqual({ kind: 'locked', until });
    expect(await lookUp(CODE, RIGHT, { conversation: 'another' })).toMatchObject({ kind: 'found' });
    clock.forward(29 * MINUTE);
    expect(await lookUp(CODE, RIGHT)).toEqual({ kind: 'locked', until });
    clock.forward(MINUTE);
    expect(await lookUp(CODE, RIGHT)).toMatchObject({ kind: 'found' });
  });

  it('locks an address across conversations and processes', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    const { registry: elsewhere } = openRegistry({ database, now: clock.now });
    for (let i = 0; i < 20; i++)
      await lookUp(CODE, '0000', { conversation: `c${i}`, address: 'x' }, i % 2 ? elsewhere : registry);
    expect(await lookUp(CODE, RIGHT, { conversation: 'new', address: 'x' })).toMatchObject({
      kind: 'locked',
    });
    expect(await lookUp(CODE, RIGHT, { conversation: 'new', address: 'y' })).toMatchObject({ kind: 'found' });
  });

  it('counts tries made at the same moment, and not those that were right', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    for (let i = 0; i < 10; i++) expect(await lookUp(CODE, RIGHT)).toMatchObject({ kind: 'found' });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        lookUp(CODE, '0000', { conversation: `c${i}`, address: `z${i % 2}` }, openSix()),
      ),
    );
    expect(answers.filter((answer) => answer.kind === 'no_match')).toHaveLength(6);
  });

  function openSix(): DossierRegistry {
    return openRegistry({ database, now: clock.now, tries: { perCaller: 3 } }).registry;
  }

  it('gives 10,000 guessed codes no name, no status and no existence', async () => {
    const real = Array.from({ length: 200 }, (_, i) =>
      aDossier({ code: `H48.18-261102-${String(i * 7).padStart(4, '0')}`, agency: 'CƠ QUAN BÍ MẬT' }),
    );
    await store(database, real, { asOf: clock.now() });
    const seen = { real: new Set<string>(), unreal: new Set<string>() };
    const codes = new Set(real.map(({ code }) => code));
    for (let i = 0; i < 10_000; i++) {
      const code = `H48.18-261102-${String(i).padStart(4, '0')}`;
      const answer = await lookUp(code, '0000', { conversation: `g${i % 5000}`, address: `a${i % 1000}` });
      (codes.has(code) ? seen.real : seen.unreal).add(JSON.stringify(answer));
    }
    expect([...seen.real]).toEqual(['{"kind":"no_match"}']);
    expect(seen.unreal).toEqual(seen.real);
  }, 180_000);
});

/** A database that notes what it is asked. */
function watching(database: Database, texts: string[]): Database {
  const note = (inner: Queryable): Queryable => ({
    query: (text, values) => {
      texts.push(text);
      return inner.query(text, values);
    },
  });
  return {
    ...database,
    ...note(database),
    transaction: (work) => database.transaction((tx) => work(note(tx))),
  };
}
