// The provincial system over HTTP as it really is: slow, broken, half-answering, of another shape; and what is told meanwhile.

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierProviderSettings } from '../../../api/config.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createDossierProvider, type DossierProvider } from '../../../api/dossiers/provider.ts';
import { type ProviderMapping, readMapping } from '../../../api/dossiers/provider-mapping.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import {
  type Behaviour,
  breakOff,
  type DossierServer,
  hang,
  json,
  stall,
  startDossierServer,
  text,
} from '../../support/dossier-server.ts';
import { aDossier, CODE, factorOf, openRegistry, PHONE, store } from '../../support/dossiers.ts';
import { until } from '../../support/until.ts';

const clock = createClock('2026-11-04T09:00:00+07:00');
const OWN = await readMapping(null);
const { code: _code, ...ANSWER } = aDossier();
const BROKEN: readonly [string, Behaviour][] = [
  ['hangs', hang],
  ['stalls half-way', stall],
  ['breaks off', breakOff],
  ['fails', json({}, 500)],
  ['refuses', json({}, 401)],
  ['sends a page', text('<html>Đăng nhập</html>')],
  ['sends half JSON', text('{"procedureTitle":"Đăng ký')],
  ['sends another encoding', text(Buffer.from([0x7b, 0xff, 0xfe]).toString('latin1'))],
  ['sends another shape', json({ data: [] })],
  ['leaves out the agency', json({ ...ANSWER, agency: '' })],
  ['has a status of its own', json({ ...ANSWER, status: 'Đang đi chơi' })],
  ['has a day that does not exist', json({ ...ANSWER, dueAt: '31/02/2026' })],
  ['sends far too much', text(`"${'x'.repeat(2_000_000)}"`)],
  ['sends elsewhere', text('', 302, { location: 'http://127.0.0.1:1/' })],
];

let server: DossierServer;

beforeEach(async () => {
  server = await startDossierServer();
});
afterEach(() => server.close());

function providerOf(
  settings: Partial<DossierProviderSettings> = {},
  { mapping = OWN, restMs }: { mapping?: ProviderMapping; restMs?: number } = {},
): DossierProvider {
  const { urlTemplate } = server;
  const standard = { urlTemplate, headers: {}, mappingFile: null, timeoutMs: 10_000, cacheSeconds: 0 };
  return createDossierProvider({
    settings: { ...standard, ...settings },
    mapping,
    factor: factorOf(),
    logger: pino({ level: 'silent' }),
    now: clock.now,
    ...(restMs !== undefined && { restMs }),
  });
}

describe('the provider', () => {
  it('is asked with the headers it wants, and gives the dossier without its numbers', async () => {
    server.does(json(ANSWER));
    const found = await providerOf({ headers: { authorization: 'Bearer abc' } }).find(CODE);
    expect(server.requests).toMatchObject([
      { url: `/hoso/${CODE}`, headers: { authorization: 'Bearer abc' } },
    ]);
    const { phone, identity, ...known } = aDossier();
    expect(found?.asOf).toEqual(clock.now());
    expect(found?.dossier).toEqual({ ...known, ...factorOf().hashesOf(CODE, { phone, identity }) });
  });

  it('may not know a code', async () => {
    expect(await providerOf().find(CODE)).toBeNull();
  });

  it('is read as its mapping says', async () => {
    const mapping: ProviderMapping = {
      root: 'data.hoSo',
      fields: {
        procedureTitle: 'thuTuc.ten',
        agency: 'donVi',
        status: 'trangThai',
        dueAt: 'ngayHenTra',
        receivedAt: 'ngayTiepNhan',
        filedBy: 'kenh',
        phone: 'chuHoSo.dienThoai',
      },
      statuses: { DA_TRA: 10 },
    };
    const record = {
      thuTuc: { ten: ' Đăng ký khai sinh ' },
      donVi: 'UBND xã Bình Sơn',
      trangThai: 'DA_TRA',
      ngayHenTra: '05/11/2026',
      ngayTiepNhan: '20261102083000',
      kenh: 2,
      chuHoSo: { dienThoai: PHONE, hoTen: 'Nguyễn Văn A' },
    };
    server.does(json({ data: { hoSo: [record] } }));
    const found = await providerOf({}, { mapping }).find(CODE);
    expect(found?.dossier).toMatchObject({
      procedureTitle: 'Đăng ký khai sinh',
      status: 10,
      receivedAt: new Date('2026-11-02T08:30:00+07:00'),
      dueAt: new Date('2026-11-05T17:00:00+07:00'),
      filedBy: 'online',
    });
    expect(JSON.stringify(found)).not.toMatch(/Nguyễn|0905/);
    server.does(json({ data: { hoSo: [] } }));
    expect(await providerOf({}, { mapping }).find(CODE)).toBeNull();
  });

  it.each(BROKEN)('that %s is no answer', async (_what, behaviour) => {
    server.does(behaviour);
    const failure = await providerOf({ timeoutMs: 200 })
      .find(CODE)
      .catch((error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toMatch(/H48|0905|Đang đi chơi|31\/02/);
  });

  it('is not asked again for what it has just said', async () => {
    server.does(json(ANSWER));
    const provider = providerOf({ cacheSeconds: 60 });
    const found = await provider.find(CODE);
    expect(await provider.find(CODE)).toEqual(found);
    server.does(json({}, 404));
    expect(await provider.find('H48.18-261102-0002')).toBeNull();
    expect(await provider.find('H48.18-261102-0002')).toBeNull();
    expect(server.requests).toHaveLength(2);
  });

  it('is left alone once it keeps failing, and asked again after a rest', async () => {
    server.does(json({}, 500));
    const provider = providerOf({}, { restMs: 50 });
    for (let i = 0; i < 3; i++) await expect(provider.find(CODE)).rejects.toThrow('status 500');
    await expect(provider.find(CODE)).rejects.not.toThrow('status 500');
    expect(server.requests).toHaveLength(3);
    server.does(json(ANSWER));
    await until(async () => (await provider.find(CODE).catch(() => null)) !== null);
  });
});

describe.each(databaseKinds)('a look-up with a provider, on the %s database', (kind) => {
  let database: OpenDatabase;

  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(() => database.close());

  function lookUp(factor: string, code = CODE) {
    const { registry } = openRegistry({ database, now: clock.now, provider: providerOf() });
    return registry.lookUp({
      code,
      factor,
      conversationId: `direct-line:${code}${factor}`,
      address: null,
      now: clock.now(),
    });
  }

  it('gives what the provider says, and keeps it for when it is down', async () => {
    server.does(json({ ...ANSWER, status: 2 }));
    expect(await lookUp('3456')).toMatchObject({ kind: 'found', standing: { status: 2, stale: false } });
    const asOf = clock.now();
    clock.forward(3_600_000);
    server.does(json({}, 503));
    expect(await lookUp('3456')).toMatchObject({ kind: 'found', standing: { status: 2, stale: true, asOf } });
  });

  it('keeps nothing where the factor was wrong', async () => {
    server.does(json(ANSWER));
    expect(await lookUp('0000')).toEqual({ kind: 'no_match' });
    expect((await database.query('select from dossiers')).rows).toHaveLength(0);
  });

  it('gives what was imported where the provider does not know the code', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    expect(await lookUp('3456')).toMatchObject({ kind: 'found', standing: { stale: false } });
  });

  it('does not tell an unknown code from a wrong factor while the provider is down', async () => {
    await store(database, [aDossier()], { asOf: clock.now() });
    server.does(json({}, 502));
    expect(await lookUp('0000')).toEqual({ kind: 'unavailable' });
    expect(await lookUp('0000', 'H48.18-261102-0009')).toEqual({ kind: 'unavailable' });
    expect(await lookUp('3456')).toMatchObject({ kind: 'found', standing: { stale: true } });
  });

  it('tells those who follow', async () => {
    await store(database, [aDossier({ status: 2 })], { asOf: clock.now() });
    const { registry, conversations } = openRegistry({ database, now: clock.now, provider: providerOf() });
    const id = 'direct-line:follower';
    const arrival = { conversationId: id, channel: 'direct-line', userId: 'x', messageId: null } as const;
    await conversations.accept({ ...arrival, activity: { type: 'message', text: 'xin chào' } });
    await database.transaction(registry.follow(CODE, id, clock.now()));
    clock.forward(60_000);
    server.does(json({ ...ANSWER, status: 9 }));
    await lookUp('3456');
    const page = await conversations.read(id, 1);
    expect(page?.activities.map(({ activity }) => activity.text)).toEqual([
      expect.stringContaining('Đã xử lý xong'),
    ]);
  });
});

describe('a mapping', () => {
  it.each(['tests/no-such-file.json', 'tsconfig.json', 'package.json'])(
    'in %s is refused with the name of the file',
    async (file) => {
      await expect(readMapping(file)).rejects.toThrow(`in ${file} cannot be used`);
    },
  );
});
