// Officers add and take back ways of asking for a procedure; the next question sees it.

import type { RequestHandler } from 'express';
import { findGap, resolveGap } from '../../bot/gaps.ts';
import { findPersonalData } from '../../bot/personal-data.ts';
import type { OfficerAliases } from '../../knowledge/officer-aliases.ts';
import { Problem } from '../problem.ts';
import { newAlias, oldAlias, readBody } from './input.ts';

/** `POST /api/aliases`: 201 when it is new, 200 when the procedure was asked for in these words already. */
export function addAlias({ aliases, now }: { aliases: OfficerAliases; now: () => Date }): RequestHandler {
  return async (request, response) => {
    const { code, phrase, gapId, shared } = readBody(newAlias, request);
    if (findPersonalData(phrase).length > 0) throw new Problem('personal_data');
    const change = await aliases.addAliases({
      code,
      phrases: [phrase],
      shared,
      also: async (tx) => {
        if (gapId === undefined || (await resolveGap(tx, gapId, { by: 'alias', code, now: now() }))) return;
        throw new Problem((await findGap(tx, gapId)) === null ? 'no_such_gap' : 'conflict');
      },
    });
    if (change.kind === 'no_such_procedure') throw new Problem('no_such_procedure');
    if (change.kind === 'taken') throw new Problem('alias_taken', { more: { procedures: change.by } });
    response.status(change.phrases.length > 0 ? 201 : 200).json({ code, phrase });
  };
}

/** `DELETE /api/aliases`: 204; what we ship cannot be deleted. */
export function deleteAlias({ aliases }: { aliases: OfficerAliases }): RequestHandler {
  return async (request, response) => {
    const outcome = await aliases.removeAlias(readBody(oldAlias, request));
    if (outcome === 'missing') throw new Problem('no_such_alias');
    if (outcome === 'shipped') throw new Problem('alias_shipped');
    response.status(204).end();
  };
}
