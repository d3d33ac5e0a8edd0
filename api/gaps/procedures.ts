// Officers search the catalogue as the assistant does, and see how well each procedure fits.

import type { RequestHandler } from 'express';
import { officerAliases } from '../../knowledge/aliases.ts';
import type { Database } from '../../knowledge/ports.ts';
import { type Language, readQuestion } from '../../knowledge/question.ts';
import type { Search } from '../../knowledge/search.ts';
import { procedureQuery, readInput } from './input.ts';

/** `GET /api/procedures?q=`: best first, with scores, the phrase that fits best and what officers have added. */
export function searchProcedures({
  database,
  search,
  language,
}: {
  database: Database;
  search: Search;
  language: Language;
}): RequestHandler {
  return async (request, response) => {
    const { q, limit } = readInput(procedureQuery, request.query);
    const hits = await search.find(readQuestion(language, q), limit);
    const added = await officerAliases(
      database,
      hits.map(({ code }) => code),
    );
    response.json({
      procedures: hits.map(({ code, title, levels, score, coverage, phrase, lexical, dense }) => ({
        code,
        title,
        levels,
        score,
        coverage,
        phrase,
        lexical,
        dense,
        aliases: added.get(code) ?? [],
      })),
    });
  };
}
