// Dossiers for tests, and a registry over them; every test says only what it is about.

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { type Dossier, hashed } from '../../api/dossiers/dossier.ts';
import { storeDossiers } from '../../api/dossiers/dossiers.ts';
import { createFactor } from '../../api/dossiers/factor.ts';
import type { DossierProvider } from '../../api/dossiers/provider.ts';
import { createDossierRegistry } from '../../api/dossiers/registry.ts';
import type { TrySettings } from '../../api/tries.ts';
import { createConversations } from '../../bot/conversations.ts';
import { dossierNews } from '../../bot/dossiers/standing.ts';
import { createNotices } from '../../bot/notices.ts';
import type { FactorSettings } from '../../bot/ports.ts';
import { createCalendar } from '../../knowledge/calendar.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import type { Database } from '../../knowledge/ports.ts';

export const PHONE = '0905123456';
export const IDENTITY = '051201007788';
export const CODE = 'H48.18-261102-0001';

export const factorOf = (settings: Partial<FactorSettings> = {}) =>
  createFactor({ key: 'a key that only tests have', settings: { of: 'either', digits: 4, ...settings } });

export function aDossier(differing: Partial<Dossier> = {}): Dossier {
  return {
    code: CODE,
    procedureCode: '1.001193',
    procedureTitle: 'Đăng ký khai sinh',
    field: 'Hộ tịch',
    agency: 'UBND phường Cẩm Thành',
    status: 4,
    receivedAt: new Date('2026-11-02T08:30:00+07:00'),
    dueAt: new Date('2026-11-05T17:00:00+07:00'),
    finishedAt: null,
    filedBy: 'direct',
    returnedBy: 'direct',
    phone: PHONE,
    identity: IDENTITY,
    ...differing,
  };
}

export function openRegistry({
  database,
  now,
  provider = null,
  tries = {},
  factor = {},
}: {
  database: Database;
  now: () => Date;
  provider?: DossierProvider | null;
  tries?: Partial<TrySettings>;
  factor?: Partial<FactorSettings>;
}) {
  const conversations = createConversations({
    database,
    notices: createNotices({ database, processId: randomUUID(), now }),
    now,
  });
  const registry = createDossierRegistry({
    database,
    factor: factorOf(factor),
    tries: { perConversation: 5, perCaller: 20, lockMinutes: 30, ...tries },
    provider,
    calendar: createCalendar({ days: shippedHolidays(), hours: null }),
    conversations,
    word: dossierNews,
    logger: pino({ level: 'silent' }),
  });
  return { registry, conversations };
}

export async function store(
  database: Database,
  dossiers: readonly Dossier[],
  { asOf, madeUp = false }: { asOf: Date; madeUp?: boolean },
): Promise<void> {
  const rows = dossiers.map((dossier) => hashed(dossier, factorOf()));
  await database.transaction((tx) => storeDossiers(tx, rows, { madeUp, asOf }));
}
