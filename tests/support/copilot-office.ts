// An office with the copilot switched on over a scripted model: officers of two agencies, and tickets of told citizens.

import { expect } from 'vitest';
import type { z } from 'zod';
import type { Suggestion, Summary } from '../../api/copilot/views.ts';
import type { ConversationId } from '../../bot/conversations.ts';
import { startAgentModel } from './agent-model.ts';
import type { DatabaseKind } from './databases.ts';
import type { StaffBrowser } from './staff.ts';
import { MINUTE, openStaffOffice } from './staff-office.ts';
import { startTicketDesk } from './ticket-desk.ts';
import { until } from './until.ts';

export type Suggested = z.output<typeof Suggestion>;
export type Summed = z.output<typeof Summary>;
export type CopilotOffice = Awaited<ReturnType<typeof openCopilotOffice>>;

export async function openCopilotOffice(kind: DatabaseKind, env: Record<string, string> = {}) {
  const model = await startAgentModel();
  const office = await openStaffOffice(
    kind,
    {
      COPILOT: 'on',
      CHAT_MODEL: 'a-model',
      OPENAI_BASE_URL: model.baseUrl,
      MODEL_TOKENS_PER_DAY: '100000000',
      MODEL_TOKENS_PER_CONVERSATION: '100000000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '100000',
      STAFF_REQUESTS_PER_MINUTE: '100000',
      ...env,
    },
    { procedures: 20 },
  );
  const { database, clock } = office;
  const desk = await startTicketDesk({ database, clock });
  const builder = await office.colleague('builder', 'officer', 'so-xay-dung');
  const physician = await office.colleague('physician', 'officer', 'so-y-te');
  const operator = await office.colleague('operator', 'operator');

  return {
    ...{ model, office, desk, database, clock },
    builder: builder.browser,
    physician: physician.browser,
    operator: operator.browser,
    async suggest(who: StaffBrowser, code: string): Promise<Suggested> {
      const response = await who.call('POST', `/api/tickets/${code}/suggestion`);
      expect(response.status, await response.clone().text()).toBe(200);
      return (await response.json()) as Suggested;
    },
    async sumUp(who: StaffBrowser, code: string): Promise<Summed> {
      const response = await who.call('POST', `/api/tickets/${code}/summary`);
      expect(response.status, await response.clone().text()).toBe(200);
      return (await response.json()) as Summed;
    },
    /** A conversation of a citizen to whom the assistant has said all that it has to say. */
    async converse(name: string): Promise<ConversationId> {
      const id = await desk.converse(name);
      clock.forward(MINUTE);
      await until(async () => (await desk.told(id)).length > 1);
      return id;
    },
    /** A procedure of the catalogue. */
    async procedure(): Promise<{ code: string; title: string }> {
      const { rows } = await database.query<{ code: string; title: string }>(
        `select code, body ->> 'title' as title from procedures where status = 'current' order by code limit 1`,
      );
      return rows[0]!;
    },
    async runs<Row = Record<string, unknown>>(): Promise<Row[]> {
      return (await database.query<Row>('select * from copilot_runs order by id')).rows;
    },
    async close() {
      await desk.close();
      await office.close();
      await model.close();
    },
  };
}
