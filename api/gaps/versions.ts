// Officers look at a procedure: as it stands, and what every version changed.

import { z } from 'zod';
import { procedureVersions } from '../../knowledge/catalogue.ts';
import { type ChangingField, changesBetween } from '../../knowledge/changes.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { procedure } from '../../knowledge/procedure.ts';
import { FIELD_NAMES } from '../../knowledge/wording.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Route, route } from '../route.ts';
import { procedurePath } from './input.ts';

const FIELDS = Object.keys(FIELD_NAMES) as [ChangingField, ...ChangingField[]];

const ProcedureView = z.object({
  /** Null once the procedure was repealed. */
  current: procedure.nullable(),
  /** Newest first. */
  versions: z.array(
    z.object({
      version: z.int(),
      status: z.enum(['current', 'superseded', 'repealed']),
      from: z.iso.datetime(),
      to: z.iso.datetime().nullable(),
      /** Month in which the source was read, `2026-07`. */
      dataDate: z.string(),
      changes: z.array(
        z.object({
          field: z.enum(FIELDS),
          label: z.string(),
          removed: z.array(z.string()),
          added: z.array(z.string()),
        }),
      ),
    }),
  ),
});

export function procedureVersionRoutes({ database }: { database: Queryable }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/procedures/:code',
      roles: ROLES,
      summary: 'Một thủ tục với các phiên bản và những gì đã đổi.',
      params: procedurePath,
      output: ProcedureView,
      async handle({ params }) {
        const versions = await procedureVersions(database, params.code);
        if (versions.length === 0) throw new Problem('no_such_procedure');
        const shown = versions.map((one, nr) => ({
          version: one.version,
          status: one.status,
          from: one.validFrom.toISOString(),
          to: one.validTo?.toISOString() ?? null,
          dataDate: one.dataDate,
          changes: nr === 0 ? [] : changesBetween(versions[nr - 1]!.procedure, one.procedure),
        }));
        const current = versions.find(({ status }) => status === 'current')?.procedure ?? null;
        return { current, versions: shown.reverse() };
      },
    }),
  ];
}
