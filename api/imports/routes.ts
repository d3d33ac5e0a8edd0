// A new catalogue without a command line: upload a file, look at the plan, write it, and watch how far it is.

import type { Logger } from 'pino';
import type { Indexing } from '../../knowledge/import/import-catalogue.ts';
import type { PreparedIndex } from '../../knowledge/indexing.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { type Role, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { createImports } from './imports.ts';
import { gatherUpload, LARGEST_IMPORT_BYTES } from './upload.ts';
import { Import, ImportList, importPath, importQuery, importShown, importStart } from './views.ts';

const IMPORTERS: readonly Role[] = ['administrator'];
const FILE = 'application/octet-stream';

export function importRoutes({
  database,
  indexing,
  logger,
  now,
}: {
  database: Database;
  indexing: Indexing<PreparedIndex>;
  logger: Logger;
  now: () => Date;
}): Route[] {
  const imports = createImports({ database, indexing, logger, now });
  return [
    route({
      method: 'get',
      path: '/api/imports',
      roles: IMPORTERS,
      summary: 'Lần nhập đang làm và các lần nhập trước.',
      output: ImportList,
      async handle() {
        const current = imports.current();
        const past = await imports.past();
        return {
          current: current && importShown(current),
          past: past.map((one) => ({ ...one, finishedAt: one.finishedAt.toISOString() })),
        };
      },
    }),
    route({
      method: 'post',
      path: '/api/imports',
      roles: IMPORTERS,
      summary: 'Tải tệp danh mục lên và xem kế hoạch nhập; chưa thay đổi gì.',
      query: importQuery,
      takes: FILE,
      output: Import,
      status: 201,
      async handle({ query: { name, partial }, request }) {
        if (request.is(FILE) === false) throw new Problem('unsupported');
        if (Number(request.headers['content-length']) > LARGEST_IMPORT_BYTES)
          throw new Problem('file_too_large');
        imports.refuseWhileRunning();
        const gathered = await gatherUpload(request, { name });
        return importShown(await imports.plan(gathered, { name, partial }));
      },
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/apply',
      roles: IMPORTERS,
      summary: 'Nhập theo kế hoạch đã xem; chạy tiếp sau khi trả lời.',
      params: importPath,
      body: importStart,
      output: Import,
      status: 202,
      async handle({ caller, params: { id }, body }) {
        const pending = imports.apply(id, body, async (tx, { new: added, changed, repealed }) => {
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'import.applied',
            subject: 'catalogue',
            detail: `${pending.name}: +${added.length} ~${changed.length} -${repealed.length}`,
            at: now(),
          });
        });
        return importShown(pending);
      },
    }),
    route({
      method: 'delete',
      path: '/api/imports/:id',
      roles: IMPORTERS,
      summary: 'Bỏ kế hoạch nhập, hoặc cất kết quả đã xem.',
      params: importPath,
      async handle({ params: { id } }) {
        imports.drop(id);
      },
    }),
  ];
}
