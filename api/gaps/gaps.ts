// /api/gaps: what could not be answered, and linking it to the procedure that was meant.

import { findGap, type Gap, listGaps, resolveGap, wordingsOf } from '../../bot/gaps.ts';
import type { OfficerAliases } from '../../knowledge/officer-aliases.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { gapPage, gapPath, gapResolution } from './input.ts';
import * as views from './views.ts';

export function gapRoutes({
  database,
  aliases,
  now,
}: {
  database: Database;
  aliases: OfficerAliases;
  now: () => Date;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/gaps',
      roles: ROLES,
      summary: 'Những câu hỏi chưa trả lời được, đã che thông tin cá nhân.',
      query: gapPage,
      output: views.GapPage,
      async handle({ query }) {
        const { gaps, total } = await listGaps(database, query);
        return { gaps: gaps.map(shown), total, limit: query.limit, offset: query.offset };
      },
    }),
    // Again with the same code changes nothing; a gap that was resolved otherwise is a conflict.
    route({
      method: 'post',
      path: '/api/gaps/:id/resolve',
      roles: ['coordinator', 'administrator'],
      summary: 'Nối câu hỏi với thủ tục: các cách đã hỏi trở thành cách hỏi của thủ tục.',
      params: gapPath,
      body: gapResolution,
      output: views.Gap,
      async handle({ caller, params: { id }, body: { code } }) {
        const gap = await findGap(database, id);
        if (gap === null) throw new Problem('no_such_gap');
        if (gap.status === 'resolved') {
          if (gap.resolution?.code !== code) throw new Problem('conflict');
          return shown(gap);
        }
        const change = await aliases.addAliases({
          code,
          phrases: wordingsOf(gap),
          shared: true,
          also: async (tx) => {
            if (!(await resolveGap(tx, id, { by: 'link', code, now: now() }))) throw new Problem('conflict');
            await recordAudit(tx, {
              staffId: staffOf(caller).staffId,
              action: 'gap.resolved',
              subject: `procedure:${code}`,
              at: now(),
            });
          },
        });
        if (change.kind === 'no_such_procedure') throw new Problem('no_such_procedure');
        const resolved = await findGap(database, id);
        if (resolved === null) throw new Problem('no_such_gap');
        return shown(resolved);
      },
    }),
  ];
}

function shown({ resolution, ...gap }: Gap) {
  return {
    ...gap,
    // Out of jsonb a time comes as Postgres wrote it.
    resolution: resolution && { ...resolution, at: new Date(resolution.at).toISOString() },
  };
}
