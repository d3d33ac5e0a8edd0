// Officers look at what could not be answered, and link a gap to the procedure that was meant.

import type { RequestHandler } from 'express';
import { findGap, listGaps, resolveGap, wordingsOf } from '../../bot/gaps.ts';
import type { OfficerAliases } from '../../knowledge/officer-aliases.ts';
import type { Database } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { gapPage, gapPath, gapResolution, readBody, readInput } from './input.ts';

/** `GET /api/gaps`: a page of gaps with how they were said, masked. */
export function showGaps({ database }: { database: Database }): RequestHandler {
  return async (request, response) => {
    const page = readInput(gapPage, request.query);
    response.json({ ...(await listGaps(database, page)), limit: page.limit, offset: page.offset });
  };
}

/**
 * `POST /api/gaps/:id/resolve`: the ways in which the gap was put become aliases of the procedure. Again with the same
 * code changes nothing; a gap that was resolved otherwise is a conflict.
 */
export function linkGap({
  database,
  aliases,
  now,
}: {
  database: Database;
  aliases: OfficerAliases;
  now: () => Date;
}): RequestHandler {
  return async (request, response) => {
    const { id } = readInput(gapPath, request.params);
    const { code } = readBody(gapResolution, request);
    const gap = await findGap(database, id);
    if (gap === null) throw new Problem('no_such_gap');
    if (gap.status === 'open') {
      const change = await aliases.addAliases({
        code,
        phrases: wordingsOf(gap),
        shared: true,
        also: async (tx) => {
          if (!(await resolveGap(tx, id, { by: 'link', code, now: now() }))) throw new Problem('conflict');
        },
      });
      if (change.kind === 'no_such_procedure') throw new Problem('no_such_procedure');
    } else if (gap.resolution?.code !== code) throw new Problem('conflict');
    response.json(await findGap(database, id));
  };
}
