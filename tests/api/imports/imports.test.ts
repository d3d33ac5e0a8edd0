// An administrator imports a catalogue in the console: planned, looked at, written while citizens ask, and never half.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Import, ImportList } from '../../../api/imports/views.ts';
import { openChat } from '../../../scripts/bench/chat-client.ts';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem } from '../../support/staff.ts';
import { openStaffOffice, type StaffOffice } from '../../support/staff-office.ts';
import { until } from '../../support/until.ts';

const PLACE = '/api/imports?name=danh-muc.csv';
const HEADER = 'Mã thủ tục,Tên thủ tục,Cấp thực hiện,Lĩnh vực,Cơ quan công bố,Cơ quan thực hiện';
const row = (code: string, title: string) =>
  `${code},${title},Cấp xã,Thủy sản,UBND tỉnh Quảng Ngãi,UBND cấp xã`;
const NEW = row('2.999001', 'Đăng ký bến neo thuyền thúng');

type Shown = z.output<typeof Import>;
type List = z.output<typeof ImportList>;

describe.each(databaseKinds)('importing in the console on the %s database', (kind) => {
  let office: StaffOffice;
  beforeEach(async () => {
    office = await openStaffOffice(kind, {}, { procedures: 3 });
  });
  afterEach(() => office.close());

  function upload(lines: readonly string[] | Buffer<ArrayBuffer>, place = PLACE): Promise<Response> {
    const body = Buffer.isBuffer(lines) ? lines : Buffer.from([HEADER, ...lines].join('\n'));
    return office.admin.send('POST', place, body, { 'content-type': 'application/octet-stream' });
  }
  const planned = async (lines: readonly string[], place?: string): Promise<Shown> => {
    const response = await upload(lines, place);
    expect(response.status, await response.clone().text()).toBe(201);
    return (await response.json()) as Shown;
  };
  const list = () => office.admin.read<List>('/api/imports');
  const catalogue = async () =>
    (await office.database.query(`select code, status, version from procedures order by code, version`)).rows;

  it('shows the plan and changes nothing, then writes it, and the next citizen is answered by it', async () => {
    const before = await catalogue();
    const plan = await planned([NEW, row('', 'Không mã')]);
    expect(plan).toMatchObject({
      name: 'danh-muc.csv',
      state: 'planned',
      counts: { new: 1, changed: 0, unchanged: 0, repealed: 0 },
      new: [{ code: '2.999001', title: 'Đăng ký bến neo thuyền thúng' }],
      tooMany: false,
      faultCount: 1,
    });
    expect(plan.faults[0]!.line).toBe(3);
    expect(await catalogue()).toEqual(before);
    const applied = await office.admin.call('POST', `/api/imports/${plan.id}/apply`, {});
    expect(applied.status).toBe(202);
    await until(async () => (await list()).current?.state === 'done');
    expect(await catalogue()).toHaveLength(before.length + 1);
    const chat = await openChat({ url: office.url, read: 'socket' });
    expect((await chat.ask('đăng ký bến neo thuyền thúng nộp ở đâu')).text).toContain('2.999001');
    chat.close();
    const { past } = await list();
    expect(past[0]).toMatchObject({
      source: 'danh-muc.csv',
      kind: 'import',
      counts: { new: 1, repealed: 0 },
    });
    const { rows } = await office.database.query(`select detail from audit where action = 'import.applied'`);
    expect(rows).toEqual([{ detail: 'danh-muc.csv: +1 ~0 -0' }]);
    expect((await office.admin.call('DELETE', `/api/imports/${plan.id}`)).status).toBe(204);
    expect((await list()).current).toBeNull();
  });

  it('refuses to repeal most of the catalogue until somebody says so', async () => {
    const first = await planned([NEW, row('2.999002', 'Đăng ký hai'), row('2.999003', 'Đăng ký ba')]);
    await office.admin.call('POST', `/api/imports/${first.id}/apply`, {});
    await until(async () => (await list()).current?.state === 'done');
    const whole = await planned([NEW], `${PLACE}&partial=false`);
    expect(whole).toMatchObject({ tooMany: true, counts: { unchanged: 1 } });
    const before = await catalogue();
    const refused = await office.admin.call('POST', `/api/imports/${whole.id}/apply`, {});
    await expectProblem(refused, 'too_many_repealed');
    expect(await catalogue()).toEqual(before);
    await office.admin.call('POST', `/api/imports/${whole.id}/apply`, { allowRepeal: true });
    await until(async () => (await list()).current?.state === 'done');
    const repealed = (await catalogue()).filter(({ status }) => status === 'repealed');
    expect(repealed.map(({ code }) => code)).toEqual(expect.arrayContaining(['2.999002', '2.999003']));
  });

  it('writes nothing else than what was looked at: changed by others meanwhile, the plan is shown anew', async () => {
    const first = await planned([NEW, row('2.999002', 'Đăng ký hai')]);
    await office.admin.call('POST', `/api/imports/${first.id}/apply`, {});
    await until(async () => (await list()).current?.state === 'done');
    const plan = await planned([NEW, row('2.999002', 'Đăng ký hai chiếc')]);
    expect(plan.counts).toMatchObject({ changed: 1, unchanged: 1 });
    await office.database.query(`update procedures set digest = 'another' where code = '2.999001'`);
    const before = await catalogue();
    await office.admin.call('POST', `/api/imports/${plan.id}/apply`, {});
    await until(async () => (await list()).current?.state === 'changed');
    expect((await list()).current).toMatchObject({ counts: { changed: 2, unchanged: 0 } });
    expect(await catalogue()).toEqual(before);
    const applied = `select 1 from audit where action = 'import.applied'`;
    expect((await office.database.query(applied)).rowCount).toBe(1);
    await office.admin.call('POST', `/api/imports/${plan.id}/apply`, {});
    await until(async () => (await list()).current?.state === 'done');
    expect((await office.database.query(applied)).rowCount).toBe(2);
  });

  it('tells what is wrong with a file, keeps nothing of it, and forgets a plan only when told', async () => {
    const before = await catalogue();
    const plan = await planned([NEW]);
    const broken = await upload(Buffer.from('%PDF-1.7 nothing of ours'));
    expect(await expectProblem(broken, 'unreadable_file')).toMatchObject({
      errors: [{ field: 'file', message: expect.stringMatching(/^Không đọc được tệp danh-muc\.csv: .*PDF/) }],
    });
    await expectProblem(await upload(Buffer.alloc(0)), 'unreadable_file');
    await expectProblem(await upload([NEW], '/api/imports?name='), 'invalid');
    await expectProblem(await upload([NEW], `${PLACE}&partial=perhaps`), 'invalid');
    await expectProblem(await office.admin.call('POST', PLACE, { rows: [] }), 'unsupported');
    expect((await planned([NEW], '/api/imports?name=../../etc/x.csv')).name).toBe('../../etc/x.csv');
    await expectProblem(
      await office.admin.call('POST', `/api/imports/${plan.id}/apply`, {}),
      'no_such_import',
    );
    await expectProblem(await office.admin.call('DELETE', `/api/imports/${plan.id}`), 'no_such_import');
    expect(await catalogue()).toEqual(before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('catalogue-'))).toEqual([]);
  });
});
