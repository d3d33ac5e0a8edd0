// What a language model was asked and answered, for officers to judge. Owns the table model_turns.

import type { ModelTurn } from '../knowledge/language-model/consult.ts';
import type { ModelOutcome } from '../knowledge/language-model/judged.ts';
import type { Queryable } from '../knowledge/ports.ts';
import { maskPersonalData } from './personal-data.ts';
import { storable } from './storable.ts';

/** Without the conversation; texts are null once they were erased. */
export interface KeptModelTurn
  extends Omit<ModelTurn, 'conversation' | 'position' | 'prompt' | 'reply' | 'without'> {
  id: string;
  prompt: string | null;
  reply: string | null;
  without: string | null;
}

/** What works in the shadow may end after the citizen had its words erased: then they are not kept at all. */
const RECORD = `
insert into model_turns (at, conversation_id, position, mode, purpose, model, outcome, reason, tokens_in, tokens_out, ms,
  prompt, reply, without, made, erased_at)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  case when gone.at is null then $12 end, case when gone.at is null then $13 end,
  case when gone.at is null then $14 end, case when gone.at is null then $15 end, gone.at
from (select max(erased_at) as at from activities where conversation_id = $2 and position = $3) gone`;

const LIST = `
select id, at, mode, purpose, model, outcome, reason, tokens_in as "tokensIn", tokens_out as "tokensOut", ms,
  prompt, reply, without, made
from model_turns
where ($1::text is null or outcome = $1) and ($2::text is null or purpose = $2) and ($3::bigint is null or id < $3)
order by id desc limit $4`;

const ERASE = `
update model_turns set prompt = null, reply = null, without = null, made = null, erased_at = $1 where erased_at is null`;

export async function recordModelTurn(database: Queryable, turn: ModelTurn): Promise<void> {
  const { at, conversation, position, mode, purpose, model, outcome, reason } = turn;
  const { tokensIn, tokensOut, ms, prompt, without, made } = turn;
  // A model may make up what looks like somebody's number.
  const reply = maskPersonalData(turn.reply);
  await database.query(RECORD, [
    ...[at, conversation, position, mode, purpose, model, outcome, reason, tokensIn, tokensOut, ms],
    ...storable([prompt, reply, without, made]),
  ]);
}

/** Newest first; `next` is the `before` of the page after. */
export async function listModelTurns(
  database: Queryable,
  query: { outcome?: ModelOutcome; purpose?: ModelTurn['purpose']; before?: string; limit: number },
): Promise<{ turns: KeptModelTurn[]; next: string | null }> {
  const { outcome = null, purpose = null, before = null, limit } = query;
  const { rows } = await database.query<KeptModelTurn>(LIST, [outcome, purpose, before, limit + 1]);
  const turns = rows.slice(0, limit);
  return { turns, next: rows.length > limit ? (turns.at(-1)?.id ?? null) : null };
}

/** Within `tx`, erases what was asked for messages of a conversation up to the position `upTo`. */
export async function eraseModelTurns(
  tx: Queryable,
  conversation: string,
  { upTo, at }: { upTo: number; at: Date },
): Promise<void> {
  await tx.query(`${ERASE} and conversation_id = $2 and position <= $3`, [at, conversation, upTo]);
}

/** Erases what was asked before `before`. Resolves to how much it was. */
export async function eraseOldModelTurns(
  database: Queryable,
  { before, at }: { before: Date; at: Date },
): Promise<number> {
  return (await database.query(`${ERASE} and at < $2`, [at, before])).rowCount;
}
