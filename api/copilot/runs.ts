// What the copilot was asked, looked up and wrote, for officers to judge. Owns the table copilot_runs.

import { maskPersonalData } from '../../bot/personal-data.ts';
import { storable } from '../../bot/storable.ts';
import type { AgentNotes } from '../../knowledge/language-model/agent.ts';
import type { ModelOutcome } from '../../knowledge/language-model/judged.ts';
import type { DraftName } from '../../knowledge/language-model/prompts.ts';
import type { Queryable } from '../../knowledge/ports.ts';

/** One run; every text is masked. */
export interface CopilotRun extends AgentNotes {
  at: Date;
  ticketId: string;
  conversationId: string | null;
  staffId: string;
  purpose: DraftName;
  model: string;
  outcome: ModelOutcome;
  reason: string | null;
  ms: number;
  prompt: string;
  made: string | null;
}

/** As it is kept; texts are null once they were erased. */
export interface KeptRun
  extends Omit<CopilotRun, 'ticketId' | 'conversationId' | 'staffId' | 'prompt' | 'reply'> {
  id: string;
  /** Code of the ticket. */
  ticket: string;
  prompt: string | null;
  reply: string | null;
}

const RECORD = `
insert into copilot_runs (at, ticket_id, conversation_id, staff_id, purpose, model, outcome, reason, calls, tokens_in,
  tokens_out, ms, prompt, steps, reply, made)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, $16)`;

const LIST = `
select r.id, r.at, t.code as ticket, r.purpose, r.model, r.outcome, r.reason, r.calls, r.tokens_in as "tokensIn",
  r.tokens_out as "tokensOut", r.ms, r.prompt, coalesce(r.steps, '[]'::jsonb) as steps, r.reply, r.made
from copilot_runs r join tickets t on t.id = r.ticket_id
where ($1::text is null or r.outcome = $1) and ($2::bigint is null or r.id < $2)
order by r.id desc limit $3`;

const ERASE = `
update copilot_runs r set prompt = null, steps = null, reply = null, made = null, erased_at = $1
where erased_at is null and (at < $2 or exists (
  select from activities a where a.conversation_id = r.conversation_id and a.erased_at > r.at))`;

export async function recordRun(database: Queryable, run: CopilotRun): Promise<void> {
  const { at, ticketId, conversationId, staffId, purpose, model, outcome, reason } = run;
  const { calls, tokensIn, tokensOut, ms, prompt, made } = run;
  // A model may make up what looks like somebody's number.
  const steps = run.steps.map(({ tool, input, result }) => ({
    tool: maskPersonalData(tool),
    input: maskPersonalData(input),
    result,
  }));
  await database.query(RECORD, [
    ...[at, ticketId, conversationId, staffId, purpose, model, outcome, reason],
    ...[calls, tokensIn, tokensOut, ms, storable(prompt), JSON.stringify(storable(steps))],
    ...storable([maskPersonalData(run.reply), made]),
  ]);
}

/** Newest first; `next` is the `before` of the page after. */
export async function listRuns(
  database: Queryable,
  { outcome, before, limit }: { outcome?: ModelOutcome; before?: string; limit: number },
): Promise<{ runs: KeptRun[]; next: string | null }> {
  const { rows } = await database.query<KeptRun>(LIST, [outcome ?? null, before ?? null, limit + 1]);
  const runs = rows.slice(0, limit);
  return { runs, next: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
}

/** Erases the words of runs before `before`, and of those over a conversation that was erased since. Resolves to how many. */
export async function eraseOldRuns(
  database: Queryable,
  { before, at }: { before: Date; at: Date },
): Promise<number> {
  return (await database.query(ERASE, [at, before])).rowCount;
}
