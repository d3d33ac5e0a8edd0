// /api/model-turns: what a language model was asked, what it answered, and what the check made of it.

import { listModelTurns } from '../../bot/model-turns.ts';
import { tokensPerDay } from '../../knowledge/language-model/budget.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { type Route, route } from '../route.ts';
import { ModelTurnPage, modelTurnQuery } from './views.ts';

const DAYS_SHOWN = 14;

export function modelTurnRoutes({ database }: { database: Queryable }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/model-turns',
      roles: ['coordinator', 'administrator'],
      summary: 'Những lần hỏi mô hình ngôn ngữ, đã che thông tin cá nhân, mới nhất trước.',
      query: modelTurnQuery,
      output: ModelTurnPage,
      async handle({ query }) {
        const { turns, next } = await listModelTurns(database, query);
        return {
          turns: turns.map((turn) => ({ ...turn, at: turn.at.toISOString() })),
          next,
          tokensPerDay: await tokensPerDay(database, DAYS_SHOWN),
        };
      },
    }),
  ];
}
