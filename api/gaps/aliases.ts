// /api/aliases: ways of asking for a procedure are added and taken back; the next question sees it.

import { findGap, resolveGap } from '../../bot/gaps.ts';
import { findPersonalData } from '../../bot/personal-data.ts';
import type { OfficerAliases } from '../../knowledge/officer-aliases.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { type Caller, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { newAlias, oldAlias } from './input.ts';
import * as views from './views.ts';

export function aliasRoutes({ aliases, now }: { aliases: OfficerAliases; now: () => Date }): Route[] {
  function note(
    tx: Queryable,
    caller: Caller | null,
    action: string,
    { code, phrase }: { code: string; phrase: string },
  ): Promise<void> {
    const { staffId } = staffOf(caller);
    return recordAudit(tx, { staffId, action, subject: `procedure:${code}`, detail: phrase, at: now() });
  }

  return [
    route({
      method: 'post',
      path: '/api/aliases',
      roles: ['coordinator', 'administrator'],
      summary: 'Thêm một cách hỏi cho thủ tục; 200 nếu thủ tục đã có cách hỏi này.',
      body: newAlias,
      output: views.Alias,
      status: 201,
      otherStatuses: [200],
      async handle({ caller, body: { code, phrase, gapId, shared }, response }) {
        if (findPersonalData(phrase).length > 0) throw new Problem('personal_data');
        const change = await aliases.addAliases({
          code,
          phrases: [phrase],
          shared,
          also: async (tx, added) => {
            if (added.length > 0) await note(tx, caller, 'alias.added', { code, phrase });
            if (gapId === undefined || (await resolveGap(tx, gapId, { by: 'alias', code, now: now() })))
              return;
            throw new Problem((await findGap(tx, gapId)) === null ? 'no_such_gap' : 'conflict');
          },
        });
        if (change.kind === 'no_such_procedure') throw new Problem('no_such_procedure');
        if (change.kind === 'taken') throw new Problem('alias_taken', { more: { procedures: change.by } });
        response.status(change.phrases.length > 0 ? 201 : 200);
        return { code, phrase };
      },
    }),
    route({
      method: 'delete',
      path: '/api/aliases',
      roles: ['coordinator', 'administrator'],
      summary: 'Xóa một cách hỏi do cán bộ thêm; cách hỏi đi kèm phần mềm thì không xóa được.',
      body: oldAlias,
      async handle({ caller, body }) {
        const outcome = await aliases.removeAlias({
          ...body,
          also: (tx) => note(tx, caller, 'alias.removed', body),
        });
        if (outcome === 'missing') throw new Problem('no_such_alias');
        if (outcome === 'shipped') throw new Problem('alias_shipped');
      },
    }),
  ];
}
