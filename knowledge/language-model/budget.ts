// How much a language model may take in a day, in all and of one conversation, counted where every process sees it. Owns the table model_budget.

import type { Database, Queryable } from '../ports.ts';

export interface BudgetLimits {
  /** Tokens in and out together, of a day on the calendar of Viet Nam. */
  tokensPerDay: number;
  tokensPerConversation: number;
}

export interface Reservation {
  /** Gives back what was not taken, or takes what was taken beyond it. */
  settle(tokens: number): Promise<void>;
}

export interface Budget {
  /** Null, with nothing taken, when either limit would be passed. What a crash leaves unsettled counts as taken. */
  reserve(conversation: string, tokens: number): Promise<Reservation | null>;
}

/** The row of all conversations together. */
const EVERYBODY = '';

const RESERVE = `
insert into model_budget (day, conversation, tokens) values ($1, $2, $3)
on conflict (day, conversation) do update set tokens = model_budget.tokens + excluded.tokens
where model_budget.tokens + excluded.tokens <= $4
returning tokens`;

const SETTLE = `
update model_budget set tokens = greatest(0, tokens + $3) where day = $1 and conversation = $2`;

class LimitPassed extends Error {}

export function createBudget({
  database,
  limits,
  now,
}: {
  database: Database;
  limits: BudgetLimits;
  now: () => Date;
}): Budget {
  const { tokensPerDay, tokensPerConversation } = limits;

  async function take(tx: Queryable, day: string, conversation: string, tokens: number, limit: number) {
    if (tokens > limit) throw new LimitPassed();
    const { rowCount } = await tx.query(RESERVE, [day, conversation, tokens, limit]);
    if (rowCount === 0) throw new LimitPassed();
  }

  return {
    async reserve(conversation, reserved) {
      const day = dayOf(now());
      try {
        // Everybody's row first, here and below: two processes never wait for each other.
        await database.transaction(async (tx) => {
          await take(tx, day, EVERYBODY, reserved, tokensPerDay);
          await take(tx, day, conversation, reserved, tokensPerConversation);
        });
      } catch (error) {
        if (error instanceof LimitPassed) return null;
        throw error;
      }
      return {
        settle: (taken) =>
          database.transaction(async (tx) => {
            for (const whose of [EVERYBODY, conversation])
              await tx.query(SETTLE, [day, whose, taken - reserved]);
          }),
      };
    },
  };
}

/** Tokens taken on each of the last `days` days, newest first; a day without any is left out. */
export async function tokensPerDay(
  database: Queryable,
  days: number,
): Promise<{ day: string; tokens: number }[]> {
  const { rows } = await database.query<{ day: string; tokens: string }>(
    'select day, tokens from model_budget where conversation = $1 order by day desc limit $2',
    [EVERYBODY, days],
  );
  return rows.map(({ day, tokens }) => ({ day, tokens: Number(tokens) }));
}

/** What single conversations took before `before` is of no more use. Resolves to how many rows went. */
export async function forgetOldBudgets(database: Queryable, before: Date): Promise<number> {
  const { rowCount } = await database.query(
    'delete from model_budget where conversation <> $1 and day < $2',
    [EVERYBODY, dayOf(before)],
  );
  return rowCount;
}

/** The day in Viet Nam, `2026-11-02`. */
function dayOf(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
}
