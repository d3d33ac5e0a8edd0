// /api/agencies: everybody at the desk sees them, administrators keep them right.

import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Route, route, staffOf } from '../route.ts';
import { addAgency, changeAgency, findAgency, listAgencies } from './agencies.ts';
import { recordAudit } from './audit.ts';
import * as views from './views.ts';

export function agencyRoutes({ database, now }: { database: Database; now: () => Date }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/agencies',
      roles: ROLES,
      summary: 'Danh sách cơ quan và cách người dân gọi.',
      output: views.Agencies,
      handle: async () => ({ agencies: await listAgencies(database) }),
    }),
    route({
      method: 'post',
      path: '/api/agencies',
      roles: ['administrator'],
      summary: 'Thêm một cơ quan.',
      body: views.NewAgency,
      output: views.Agency,
      status: 201,
      async handle({ caller, body }) {
        await database.transaction(async (tx) => {
          if (!(await addAgency(tx, body))) throw new Problem('agency_taken');
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'agency.added',
            subject: `agency:${body.id}`,
            at: now(),
          });
        });
        return { ...body, active: true };
      },
    }),
    route({
      method: 'patch',
      path: '/api/agencies/:id',
      roles: ['administrator'],
      summary: 'Đổi tên, cách gọi của một cơ quan, hoặc ngừng dùng.',
      params: views.AgencyPath,
      body: views.AgencyChange,
      output: views.Agency,
      handle: ({ caller, params, body }) =>
        database.transaction(async (tx) => {
          if ((await findAgency(tx, params.id)) === null) throw new Problem('no_such_agency');
          if (!(await changeAgency(tx, params.id, body))) throw new Problem('agency_taken');
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'agency.changed',
            subject: `agency:${params.id}`,
            detail: Object.keys(body).join(', '),
            at: now(),
          });
          return (await findAgency(tx, params.id))!;
        }),
    }),
  ];
}
