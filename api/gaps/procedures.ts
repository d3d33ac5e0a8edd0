// /api/procedures: searches the catalogue as the assistant does, and tells how well each procedure fits.

import { officerAliases } from '../../knowledge/aliases.ts';
import type { Database } from '../../knowledge/ports.ts';
import { type Language, readQuestion } from '../../knowledge/question.ts';
import type { Search } from '../../knowledge/search.ts';
import { ROLES, type Route, route } from '../route.ts';
import { procedureQuery } from './input.ts';
import * as views from './views.ts';

export function procedureRoutes({
  database,
  search,
  language,
}: {
  database: Database;
  search: Search;
  language: Language;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/procedures',
      roles: ROLES,
      summary: 'Tìm thủ tục như trợ lý tìm, phù hợp nhất trước.',
      query: procedureQuery,
      output: views.FoundProcedures,
      async handle({ query: { q, limit } }) {
        const hits = await search.find(readQuestion(language, q), limit);
        const added = await officerAliases(
          database,
          hits.map(({ code }) => code),
        );
        return {
          procedures: hits.map(({ levels, ...hit }) => ({
            ...hit,
            levels: [...levels],
            aliases: added.get(hit.code) ?? [],
          })),
        };
      },
    }),
  ];
}
